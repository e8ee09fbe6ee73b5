package org.fingerpost.listener.smtp;

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
        return Answer.when(host, known -> Answer.of(greeting(dialogue, known)));
    }

    private static Reply greeting(Dialogue dialogue, ClientHost host) {
        dialogue.enter(Phase.CONNECTED);
        dialogue.client().identify(host);
        PostOffices offices = dialogue.offices();
        Optional<PostOffice> office = offices.current();
        if (office.isEmpty()) {
            return Reply.last(421, "4.3.2", offices.hostName() + " is not taking mail now, try again later");
        }
        Verdict verdict = dialogue.client().admit(office.get(), offices.hostName());
        return verdict.code() == 421 ? Reply.of(verdict)
                : Reply.of(220, "", offices.hostName() + " " + extended(dialogue) + " Fingerpost");
    }

    /** EHLO, and LHLO, which is the same for LMTP (RFC 2033 §4.1). */
    static Answer ehlo(Dialogue dialogue, CommandLine command) throws BadCommand {
        introduced(dialogue, extended(dialogue), command.hostName());
        List<String> lines = new ArrayList<>(List.of(dialogue.offices().hostName()));
        lines.addAll(ClientCircumstances.offering(dialogue).lines());
        return Answer.of(250, "", lines.toArray(String[]::new));
    }

    static Answer helo(Dialogue dialogue, CommandLine command) throws BadCommand {
        introduced(dialogue, "SMTP", command.hostName());
        return Answer.of(250, "", dialogue.offices().hostName());
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
