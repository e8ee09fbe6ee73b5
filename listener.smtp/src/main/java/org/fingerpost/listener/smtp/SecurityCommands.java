package org.fingerpost.listener.smtp;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.fingerpost.listener.smtp.extension.Extension;

/** STARTTLS (RFC 3207), and what clients must have done before they may hand in mail. */
final class SecurityCommands {

    /** What leads to a transaction, or tells about our users. BDAT without a transaction is refused anyway. */
    private static final Set<Verb> GUARDED = EnumSet.of(Verb.MAIL, Verb.VRFY, Verb.EXPN, Verb.ETRN);
    private static final Set<Verb> GUARDED_BY_TLS = EnumSet.of(Verb.MAIL, Verb.VRFY, Verb.EXPN, Verb.ETRN, Verb.AUTH);
    private static final String AUTH = "AUTH";

    private SecurityCommands() {
    }

    static Answer starttls(Dialogue dialogue, CommandLine command) throws BadCommand {
        command.requireNoArgument();
        if (dialogue.client().origin().protection().isEncrypted()) {
            throw new BadCommand(503, "5.5.1", "TLS is active already");
        }
        if (!ClientCircumstances.offering(dialogue).include(Extension.STARTTLS)) {
            return Answer.of(454, "4.7.0", "TLS is not available");
        }
        return Answer.of(new Reply(220, "2.0.0", List.of("ready to start TLS"), Reply.Next.START_TLS));
    }

    /** @throws BadCommand if a submitting client has something to do first (RFC 6409 §3.3, RFC 3207 §4) */
    static void requireStanding(Dialogue dialogue, Verb verb) throws BadCommand {
        if (!dialogue.service().isSubmission()) {
            return;
        }
        Caller client = dialogue.client();
        SecurityRules rules = dialogue.rules().security();
        if (GUARDED_BY_TLS.contains(verb) && rules.submissionTls() && !client.origin().protection().isEncrypted()) {
            throw new BadCommand(530, "5.7.0", "say STARTTLS first");
        }
        if (GUARDED.contains(verb) && rules.submissionAuth() && !client.isAuthenticated()) {
            throw new BadCommand(530, "5.7.0", "authentication required");
        }
    }

    /** Who wrote a message is believed of those only whom we know (RFC 4954 §5). */
    static Map<String, String> trusted(Caller client, Map<String, String> parameters) {
        if (client.isAuthenticated() || client.origin().protection().trusted() || !parameters.containsKey(AUTH)) {
            return parameters;
        }
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        changed.put(AUTH, "<>");
        return changed;
    }
}
