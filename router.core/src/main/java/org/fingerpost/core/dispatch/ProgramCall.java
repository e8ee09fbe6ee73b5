package org.fingerpost.core.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.fingerpost.api.mailer.DeliveryRecipient;
import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.core.policy.MacroScope;

/**
 * What the program of a mailer is given beside the message: an argument vector, a From_ line, an environment.
 *
 * @param arguments the program's own name first
 */
record ProgramCall(List<String> arguments, String fromLine, Map<String, String> environment) {

    private static final MacroText DEFAULT_FROM_LINE = MacroText.parse("From $g $d");
    private static final Pattern LINE_ENDS = Pattern.compile("[\\r\\n\\x00]");

    ProgramCall {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** @param senderNamed whether the submitter said who the sender is */
    static ProgramCall of(Policy policy, MailerDefinition mailer, List<DeliveryRecipient> recipients, MacroScope macros,
            boolean senderNamed) {
        List<String> arguments = arguments(mailer, recipients, macros);
        if (senderNamed && (mailer.has('f') || mailer.has('r')) && !arguments.isEmpty()) {
            arguments.addAll(1, List.of(mailer.has('f') ? "-f" : "-r", macros.value("g").orElse("")));
        }
        return new ProgramCall(arguments, fromLine(policy, mailer, macros), environment(policy));
    }

    /** The first one with {@code $u} stands once for each recipient, later ones for the last. No macro leaves its argument. */
    private static List<String> arguments(MailerDefinition mailer, List<DeliveryRecipient> recipients, MacroScope macros) {
        List<String> arguments = new ArrayList<>();
        MacroScope scope = macros.copy();
        boolean repeated = false;
        for (MacroText argument : mailer.arguments()) {
            if (!repeated && argument.mentions("u")) {
                repeated = true;
                for (DeliveryRecipient recipient : recipients) {
                    scope.define("u", user(recipient, mailer));
                    arguments.add(argument.expand(scope));
                }
            } else {
                arguments.add(argument.expand(scope));
            }
        }
        return arguments;
    }

    /** Flag s: without quotes. */
    private static String user(DeliveryRecipient recipient, MailerDefinition mailer) {
        return mailer.has('s') ? recipient.user().replaceAll("\\\\(.)|\"", "$1") : recipient.user();
    }

    /** With flag U the line says which host a sender {@code host!user} comes from. */
    private static String fromLine(Policy policy, MailerDefinition mailer, MacroScope macros) {
        MacroScope scope = macros.copy();
        String sender = macros.value("g").orElse("");
        if (sender.isEmpty()) {
            scope.define("g", "MAILER-DAEMON"); // readers of mailboxes need a word there
        }
        int bang = sender.indexOf('!');
        if (mailer.has('U') && bang > 0) {
            return line("From " + sender.substring(bang + 1) + "  " + macros.value("d").orElse("")
                    + " remote from " + sender.substring(0, bang));
        }
        return line(policy.option("UnixFromLine").map(MacroText::parse).orElse(DEFAULT_FROM_LINE).expand(scope));
    }

    private static String line(String text) {
        return LINE_ENDS.matcher(text).replaceAll("");
    }

    private static Map<String, String> environment(Policy policy) {
        Map<String, String> environment = new TreeMap<>(Map.of("AGENT", "sendmail"));
        for (String line : policy.environment()) {
            int equals = line.indexOf('=');
            String name = equals < 0 ? line.strip() : line.substring(0, equals);
            String value = equals < 0 ? System.getenv(name) : line.substring(equals + 1);
            if (!name.isEmpty() && value != null) {
                environment.put(name, value);
            }
        }
        return environment;
    }
}
