package org.fingerpost.listener.smtp;

import java.util.List;
import java.util.Optional;

import org.fingerpost.api.submit.Expansion;
import org.fingerpost.api.submit.PostOffice;
import org.fingerpost.api.submit.Verdict;
import org.fingerpost.listener.smtp.extension.Extension;
import org.fingerpost.listener.smtp.extension.Parameters;
import org.fingerpost.listener.smtp.extension.Utf8;

/** The commands that ask the router something without a message: VRFY, EXPN, ETRN. */
final class Inquiries {

    private Inquiries() {
    }

    static Answer vrfy(Dialogue dialogue, CommandLine command) throws BadCommand {
        PathArgument asked = asked(dialogue, command);
        Optional<PostOffice> office = dialogue.offices().current();
        return Answer.of(office.isEmpty() ? PostOffices.ABSENT
                : reply(asked, office.get().verify(dialogue.client().origin(), asked.address()), List.of()));
    }

    static Answer expn(Dialogue dialogue, CommandLine command) throws BadCommand {
        PathArgument asked = asked(dialogue, command);
        Optional<PostOffice> office = dialogue.offices().current();
        if (office.isEmpty()) {
            return Answer.of(PostOffices.ABSENT);
        }
        Expansion expansion = office.get().expand(dialogue.client().origin(), asked.address());
        return Answer.of(reply(asked, expansion.verdict(), expansion.members()));
    }

    private static PathArgument asked(Dialogue dialogue, CommandLine command) throws BadCommand {
        PathArgument asked = PathArgument.asked(command.argument(), "5.1.3");
        asked.checkParameters(Parameters.Of.QUERY, () -> ClientCircumstances.offering(dialogue));
        asked.checkCharacters(Parameters.permitUtf8(asked.parameters()), "5.1.3");
        return asked;
    }

    /** @param lines what is said; none if that is the verdict's text */
    private static Reply reply(PathArgument asked, Verdict verdict, List<String> lines) {
        boolean utf8 = Parameters.permitUtf8(asked.parameters());
        List<String> said = lines.isEmpty() ? List.of(verdict.text()) : lines;
        if (!utf8 && !said.stream().allMatch(Utf8::isAscii)) { // RFC 6531 §3.7.4.2
            return verdict.isAccepted() ? Reply.of(252, "2.6.8", "the answer needs SMTPUTF8 (RFC 6531)")
                    : Reply.of(550, "5.6.8", "the answer needs SMTPUTF8 (RFC 6531)");
        }
        return lines.isEmpty() ? Reply.of(verdict, utf8)
                : Reply.ofUtf8(verdict.code(), verdict.status().toString(), lines);
    }

    /** RFC 1985 §5: a host's mail, or a domain's ({@code @}), is tried now. */
    static Answer etrn(Dialogue dialogue, CommandLine command) throws BadCommand {
        if (!ClientCircumstances.offering(dialogue).include(Extension.ETRN)) {
            throw new BadCommand(502, "5.7.0", "ETRN is not offered");
        }
        String node = command.argument();
        if (node.isEmpty() || node.indexOf(' ') >= 0 || node.indexOf('\t') >= 0) {
            throw new BadCommand(501, "5.5.4", "expected a domain, or @ and a domain");
        }
        Optional<PostOffice> office = dialogue.offices().current();
        return Answer.of(office.map(present -> Reply.of(present.turn(dialogue.client().origin(), node)))
                .orElse(PostOffices.ABSENT));
    }
}
