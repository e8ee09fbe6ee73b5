package org.fingerpost.listener.smtp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.fingerpost.api.mail.ClientHost;
import org.fingerpost.api.submit.PostOffice;
import org.fingerpost.api.submit.Verdict;

/** How server and client make themselves known: the greeting, EHLO, HELO and LHLO, and what is offered. */
final class Introduction {

    private Introduction() {
    }

    /** The first reply, when it is known what can be known of the client's host. */
    static Answer greeting(Dialogue dialogue, CompletableFuture<ClientHost> host) {
        return Answer.when(host, known -> admission(dialogue, known));
    }

    private static Answer admission(Dialogue dialogue, ClientHost host) throws BadCommand {
        if (dialogue.client().farewell().isPresent()) {
            return Answer.of(dialogue.client().farewell().get());
        }
        dialogue.client().identify(host);
        PostOffices offices = dialogue.offices();
        Optional<PostOffice> office = offices.current();
        if (office.isEmpty()) {
            return Answer.of(Reply.last(421, "4.3.2", offices.hostName() + " is not taking mail now, try again later"));
        }
        Verdict verdict = dialogue.client().admit(office.get(), offices.hostName());
        if (!verdict.isAccepted()) {
            return verdict.code() == 421 ? Answer.of(Reply.of(verdict)) : pause(dialogue);
        }
        return Screening.ask(dialogue.client().filters().connect(), refusal -> {
            dialogue.client().refuse(refusal);
            return refusal.code() == 421 ? Answer.of(Reply.of(refusal)) : pause(dialogue);
        }, () -> pause(dialogue));
    }

    /** Who cannot wait for a greeting is no mailer (RFC 5321 §4.3.1). */
    private static Answer pause(Dialogue dialogue) {
        SessionRules rules = dialogue.rules();
        boolean known = dialogue.client().quota().isExempt() || dialogue.service() != Service.SMTP;
        Duration delay = dialogue.client().admission().pause().orElse(known ? Duration.ZERO : rules.greetingDelay());
        if (delay.isZero() || delay.isNegative()) {
            return greet(dialogue);
        }
        return Answer.when(dialogue.pause(delay), early -> early && rules.earlyTalk() == EarlyTalk.REJECT
                ? Answer.of(Reply.last(554, "5.5.1", dialogue.offices().hostName() + " talks first; you did not wait"))
                : greet(dialogue));
    }

    private static Answer greet(Dialogue dialogue) {
        dialogue.enter(Phase.CONNECTED);
        return Answer.of(220, "", dialogue.offices().hostName() + " " + extended(dialogue) + " Fingerpost");
    }

    /** EHLO, and LHLO, which is the same for LMTP (RFC 2033 §4.1). */
    static Answer ehlo(Dialogue dialogue, CommandLine command) throws BadCommand {
        introduced(dialogue, extended(dialogue), command.hostName());
        return screened(dialogue, () -> {
            List<String> lines = new ArrayList<>(List.of(dialogue.offices().hostName()));
            lines.addAll(ClientCircumstances.offering(dialogue).lines());
            return Answer.of(250, "", lines.toArray(String[]::new));
        });
    }

    static Answer helo(Dialogue dialogue, CommandLine command) throws BadCommand {
        introduced(dialogue, "SMTP", command.hostName());
        return screened(dialogue, () -> Answer.of(250, "", dialogue.offices().hostName()));
    }

    private static Answer screened(Dialogue dialogue, Screening.Otherwise welcome) throws BadCommand {
        Caller client = dialogue.client();
        return Screening.ask(client.filters().hello(client.origin()), refusal -> {
            dialogue.enter(Phase.CONNECTED);
            return Answer.of(Reply.of(refusal));
        }, welcome);
    }

    private static String extended(Dialogue dialogue) {
        return dialogue.service() == Service.LMTP ? "LMTP" : "ESMTP";
    }

    private static void introduced(Dialogue dialogue, String protocol, String name) {
        dialogue.drop(); // RFC 5321 §4.1.4: as if by RSET
        dialogue.enter(Phase.GREETED);
        dialogue.client().introduce(protocol, name);
    }
}
