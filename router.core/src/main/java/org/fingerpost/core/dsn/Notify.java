package org.fingerpost.core.dsn;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a sender wants to hear of one recipient: the parameter NOTIFY of RCPT (RFC 3461 §4.1).
 *
 * @param keywords in capital letters; empty if the sender did not say: then failures and delays are told, and nothing else
 */
record Notify(Set<String> keywords) {

    private static final String KEYWORD = "NOTIFY";
    private static final Notify UNSAID = new Notify(Set.of());

    static Notify of(Map<String, String> parameters) {
        String said = parameters.get(KEYWORD);
        return said == null ? UNSAID
                : new Notify(new LinkedHashSet<>(Arrays.asList(said.toUpperCase(Locale.ROOT).split(","))));
    }

    boolean wants(Action action) {
        return keywords.isEmpty() ? !action.isSuccess() : keywords.contains(action.notifyKeyword());
    }

    /** Whether he wants to hear of nothing at all. */
    boolean isNever() {
        return keywords.contains("NEVER");
    }

    boolean wantsReceipt() {
        return wants(Action.DELIVERED);
    }

    /**
     * These parameters for the members of a list with an owner: the owner hears of failures, and what the sender asked for
     * ends at the list (RFC 3461 §5.2.7.1).
     */
    static Map<String, String> ofMembers(Map<String, String> parameters) {
        Map<String, String> changed = new TreeMap<>(parameters);
        changed.remove("ORCPT");
        changed.put(KEYWORD, Action.FAILED.notifyKeyword());
        return changed;
    }

    /** These parameters for those whom an alias stands for: one receipt, that of the alias, is enough (RFC 3461 §5.2.7). */
    Map<String, String> withoutReceipt(Map<String, String> parameters) {
        Map<String, String> changed = new TreeMap<>(parameters);
        Set<String> left = new LinkedHashSet<>(keywords);
        left.remove(Action.DELIVERED.notifyKeyword());
        changed.put(KEYWORD, left.isEmpty() ? "NEVER" : String.join(",", left));
        return changed;
    }
}
