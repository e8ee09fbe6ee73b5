package org.fingerpost.core.submit;

import java.util.Optional;
import java.util.function.Consumer;

import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.rewrite.Resolution;
import org.fingerpost.api.submit.Arrival;
import org.fingerpost.api.submit.Verdict;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.rewrite.Trace;
import org.fingerpost.core.services.Services;

/** What a client would be answered that connects, names a sender and one recipient; nothing is submitted and nothing logged. */
public final class Rehearsal {

    /** The phases of a session up to there. */
    public enum Phase {
        CONNECT, MAIL, RCPT
    }

    /**
     * An answer.
     *
     * @param remark what else the policy wants done with the client's messages: {@code discard} or {@code quarantine: reason};
     *               or empty
     */
    public record Answer(Phase phase, Verdict verdict, String remark) {
    }

    /**
     * Whether check rule sets of the policy say who may send on to others; without them {@link
     * org.fingerpost.core.policy.Relaying} does.
     */
    public static boolean decidesRelaying(Generation generation, Services services, Origin origin) {
        return PolicyChecks.rehearsal(generation, services, origin, Trace.NONE).decidesRelaying();
    }

    private final PolicyChecks checks;
    /** While it finds routes it is not listened to. */
    private final RecipientCheck recipients;

    /** @param trace hears what the check rule sets do */
    public Rehearsal(Generation generation, Services services, Origin origin, Trace trace) {
        checks = PolicyChecks.rehearsal(generation, services, origin, trace);
        recipients = new RecipientCheck(generation, PolicyChecks.rehearsal(generation, services, origin, Trace.NONE), origin,
                checks);
    }

    /**
     * Goes on until something is refused.
     *
     * @param heard is given each answer when it is there
     */
    public void play(ReversePath sender, Recipient recipient, Consumer<Answer> heard) {
        if (answer(Phase.CONNECT, checks.client(Arrival.MTA).verdict(), heard)) {
            Verdict welcome = checks.sender(sender, recipients::route).orElse(Verdict.of(250, "2.1.0", sender + "... Sender ok"));
            if (answer(Phase.MAIL, welcome, heard)) {
                answer(Phase.RCPT, recipient(recipient), heard);
            }
        }
    }

    private Verdict recipient(Recipient recipient) {
        Resolution route = recipients.route(recipient.address());
        Optional<Verdict> objection = route instanceof Resolution.Refusal ? Optional.empty()
                : checks.recipient(recipient, route, 0, 0);
        return objection.orElseGet(() -> recipients.judge(recipient.address(), route, true));
    }

    private boolean answer(Phase phase, Verdict verdict, Consumer<Answer> heard) {
        String remark = checks.isDiscarded() ? "discard" : checks.quarantine().map(reason -> "quarantine: " + reason).orElse("");
        Answer answer = new Answer(phase, verdict, remark);
        heard.accept(answer);
        return verdict.isAccepted();
    }
}
