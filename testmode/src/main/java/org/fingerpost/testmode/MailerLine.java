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
    private final Accounts accounts;

    MailerLine(Policy policy, Accounts accounts) {
        this.policy = policy;
        this.accounts = accounts;
    }

    String of(int number, MailerDefinition mailer) {
        return "mailer " + number + " (" + mailer.name() + "): P=" + mailer.path()
                + " S=" + ruleSet(mailer.senderEnvelopeRuleSet()) + "/" + ruleSet(mailer.senderHeaderRuleSet())
                + " R=" + ruleSet(mailer.recipientEnvelopeRuleSet()) + "/" + ruleSet(mailer.recipientHeaderRuleSet())
                + " M=" + number(mailer, 'M').orElse("0")
                + " U=" + mailer.equate('U').map(accounts::ids).orElse("-1:-1")
                + " F=" + flags(mailer)
                + " L=" + lineLimit(mailer)
                + " E=" + Screen.visible(mailer.equate('E').orElseGet(() -> endOfLine(mailer)))
                + mailer.equate('C').map(charset -> " C=" + charset).orElse("")
                + " T=" + types(mailer)
                + " r=" + number(mailer, 'r').filter(MailerLine::isPositive).orElse(String.valueOf(DEFAULT_RECIPIENTS))
                + " A=" + mailer.arguments().stream().map(MacroText::source).map(Screen::visible)
                        .collect(Collectors.joining(" "));
    }

    private String ruleSet(Optional<String> nameOrNumber) {
        String wanted = nameOrNumber.orElse("0");
        return policy.ruleSet(wanted).map(set -> set.name()).orElse(wanted);
    }

    private static String flags(MailerDefinition mailer) {
        return mailer.flags().chars().sorted().distinct().mapToObj(Character::toString).collect(Collectors.joining());
    }

    private static String lineLimit(MailerDefinition mailer) {
        return number(mailer, 'L').map(limit -> isPositive(limit) ? limit : "0")
                .orElse(String.valueOf(mailer.has('L') ? SMTP_LINE : 0));
    }

    /** As C reads numbers: what follows the digits does not matter, and 0 is what has none. */
    private static Optional<String> number(MailerDefinition mailer, char field) {
        return mailer.equate(field).map(value -> value.strip().replaceFirst("^(-?\\d{1,18}).*", "$1"))
                .map(value -> value.matches("-?\\d+") ? String.valueOf(Long.parseLong(value)) : "0");
    }

    private static boolean isPositive(String number) {
        return Long.parseLong(number) > 0;
    }

    /** A program that is not told the recipient gets SMTP. */
    private static String endOfLine(MailerDefinition mailer) {
        return mailer.arguments().stream().anyMatch(argument -> argument.source().contains("$u")) ? "\n" : "\r\n";
    }

    private static String types(MailerDefinition mailer) {
        Optional<String> written = mailer.equate('T');
        boolean file = !mailer.arguments().isEmpty() && mailer.arguments().get(0).source().equals("FILE");
        if (written.isEmpty() && !mailer.path().equals("[IPC]")) {
            return String.join("/", UNDEFINED, UNDEFINED, UNDEFINED);
        }
        String[] shown = {"dns", "rfc822", file ? "x-unix" : "smtp"};
        String[] given = written.orElse("").split("/", shown.length);
        for (int i = 0; i < given.length; i++) {
            shown[i] = given[i].isEmpty() ? shown[i] : given[i];
        }
        return String.join("/", shown);
    }
}
