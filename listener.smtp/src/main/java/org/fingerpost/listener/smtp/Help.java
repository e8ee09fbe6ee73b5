package org.fingerpost.listener.smtp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.fingerpost.listener.smtp.extension.Extension;
import org.fingerpost.listener.smtp.extension.Offering;

/** HELP (RFC 5321 §4.1.1.8): which commands there are, and how each is written. */
final class Help {

    private static final Map<Verb, String> TEXTS = new EnumMap<>(Map.ofEntries(
            Map.entry(Verb.EHLO, "EHLO your.host.name: introduce yourself and hear what is offered"),
            Map.entry(Verb.HELO, "HELO your.host.name: introduce yourself"),
            Map.entry(Verb.LHLO, "LHLO your.host.name: introduce yourself and hear what is offered"),
            Map.entry(Verb.MAIL, "MAIL FROM:<sender> [parameters]: begin a message"),
            Map.entry(Verb.RCPT, "RCPT TO:<recipient> [parameters]: name a recipient; once for each"),
            Map.entry(Verb.DATA, "DATA: send the message, end with a line that is a single dot"),
            Map.entry(Verb.BDAT, "BDAT octets [LAST]: send so many octets of the message; LAST if that is all"),
            Map.entry(Verb.STARTTLS, "STARTTLS: protect the connection"),
            Map.entry(Verb.AUTH, "AUTH mechanism [initial response]: prove who you are"),
            Map.entry(Verb.RSET, "RSET: forget the message that was begun"),
            Map.entry(Verb.NOOP, "NOOP: do nothing"),
            Map.entry(Verb.VRFY, "VRFY user [SMTPUTF8]: would mail to this user be taken?"),
            Map.entry(Verb.EXPN, "EXPN list [SMTPUTF8]: who is on this list?"),
            Map.entry(Verb.ETRN, "ETRN domain: try now what waits for this domain; @domain: and for what is below it"),
            Map.entry(Verb.HELP, "HELP [command]: this"),
            Map.entry(Verb.QUIT, "QUIT: end the session")));
    /** Commands that are there only while an extension is offered. */
    private static final Map<Verb, Extension> OF_EXTENSIONS = Map.of(Verb.BDAT, Extension.CHUNKING, Verb.EXPN, Extension.EXPN,
            Verb.ETRN, Extension.ETRN, Verb.STARTTLS, Extension.STARTTLS, Verb.AUTH, Extension.AUTH);

    private Help() {
    }

    static Answer help(Dialogue dialogue, CommandLine command) throws BadCommand {
        List<Verb> verbs = verbs(dialogue);
        if (command.argument().isEmpty()) {
            return Answer.of(214, "2.0.0", "commands: " + verbs.stream().map(Verb::name).collect(Collectors.joining(" ")),
                    "HELP and a command says more; so does RFC 5321");
        }
        String topic = command.argument().toUpperCase(Locale.ROOT);
        for (Verb verb : verbs) {
            if (verb.name().equals(topic)) {
                return Answer.of(214, "2.0.0", TEXTS.get(verb));
            }
        }
        throw new BadCommand(504, "5.5.4", "there is no help on that");
    }

    private static List<Verb> verbs(Dialogue dialogue) {
        Offering offering = ClientCircumstances.offering(dialogue);
        List<Verb> verbs = new ArrayList<>(Arrays.asList(Verb.values()));
        verbs.removeIf(verb -> !TEXTS.containsKey(verb) || !verb.isOf(dialogue.service())
                || OF_EXTENSIONS.containsKey(verb) && !offering.include(OF_EXTENSIONS.get(verb)));
        return verbs;
    }
}
