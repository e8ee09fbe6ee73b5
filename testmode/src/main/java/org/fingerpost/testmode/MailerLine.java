package org.fingerpost.testmode;

import java.util.Optional;
import java.util.stream.Collectors;

import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.policy.Policy;

/** A mailer as {@code =M} shows it, with what sendmail takes for the fields that are not there. */
final class MailerLine {

    private static final String UNDEFINED = "<undefined>";
    /** What flag L asks for. */
    private static final long SMTP_LINE = 990;
    private static final int DEFAULT_RECIPIENTS = 100;

    private final Policy policy;

    MailerLine(Policy policy) {
        this.policy = policy;
    }

    String of(int number, MailerDefinition mailer) {
        return "mailer " + number + " (" + mailer.name() + "): P=" + mailer.path()
                + " S=" + ruleSet(mailer.senderEnvelopeRuleSet()) + "/" + ruleSet(mailer.senderHeaderRuleSet())
                + " R=" + ruleSet(mailer.recipientEnvelopeRuleSet()) + "/" + ruleSet(mailer.recipientHeaderRuleSet())
                + " M=" + mailer.maxMessageBytes()
                + " U=" + mailer.equate('U').map(Accounts::ids).orElse("-1:-1")
                + " F=" + flags(mailer)
                + " L=" + lineLimit(mailer)
                + " E=" + Screen.visible(mailer.equate('E').orElseGet(() -> endOfLine(mailer)))
                + mailer.equate('C').map(charset -> " C=" + charset).orElse("")
                + " T=" + types(mailer)
                + " r=" + mailer.equate('r').orElse(String.valueOf(DEFAULT_RECIPIENTS))
                + " A=" + mailer.arguments().stream().map(MacroText::source).map(Screen::visible).collect(Collectors.joining(" "));
    }

    private String ruleSet(Optional<String> nameOrNumber) {
        String wanted = nameOrNumber.orElse("0");
        return policy.ruleSet(wanted).map(set -> set.name()).orElse(wanted);
    }

    private static String flags(MailerDefinition mailer) {
        return mailer.flags().chars().sorted().distinct().mapToObj(Character::toString).collect(Collectors.joining());
    }

    private static String lineLimit(MailerDefinition mailer) {
        return mailer.equate('L').orElse(String.valueOf(mailer.has('L') ? SMTP_LINE : 0));
    }

    /** A program that is not told the recipient gets SMTP. */
    private static String endOfLine(MailerDefinition mailer) {
        return mailer.arguments().stream().anyMatch(argument -> argument.source().contains("$u")) ? "\n" : "\r\n";
    }

    private static String types(MailerDefinition mailer) {
        String[] given = mailer.equate('T').orElse("").split("/", -1);
        String[] shown = mailer.path().equals("[IPC]") ? new String[] {"dns", "rfc822", "smtp"}
                : new String[] {UNDEFINED, UNDEFINED, UNDEFINED};
        for (int i = 0; i < Math.min(given.length, shown.length); i++) {
            shown[i] = given[i].isBlank() ? shown[i] : given[i].strip();
        }
        return String.join("/", shown);
    }
}
