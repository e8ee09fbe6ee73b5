package org.fingerpost.api.submit;

import java.util.List;

/**
 * Who is behind a name (EXPN, RFC 5321 §3.5).
 *
 * @param verdict accepted, or why nothing is told
 * @param members where mail to the name goes, in the order of the list, each as an answer shows it: {@code <user@host>}, or
 *                <code>&lt;"|command"&gt;</code> for what is no address. At least one if the verdict is accepted, otherwise none
 */
public record Expansion(Verdict verdict, List<String> members) {

    public Expansion {
        members = List.copyOf(members);
    }

    /** Nothing is told. */
    public static Expansion refused(Verdict verdict) {
        return new Expansion(verdict, List.of());
    }
}
