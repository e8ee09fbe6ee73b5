package org.fingerpost.core.control;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.Itinerary;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.core.forward.Forwarding;
import org.fingerpost.core.route.Destination;
import org.fingerpost.core.submit.Rehearsal;

/**
 * Why mail for an address goes where it goes.
 *
 * @param generation number of the policy
 * @param policy     its file
 * @param address    as it was asked for
 * @param origin     who would send it
 * @param sender     the reverse-path that it would come with
 * @param visits     the address itself, then whatever it is an alias for
 * @param forAnybody whether a client may send there that nothing is known of; empty if check rule sets of the policy decide that
 * @param session    what the client would be answered; none for a message of this machine
 * @param deliveries what mailers would get
 */
record Explanation(long generation, Optional<Path> policy, String address, Origin origin, ReversePath sender, List<Visit> visits,
        Optional<Boolean> forAnybody, List<Asked> session, List<Planned> deliveries) {

    /**
     * A recipient and what was found out about it.
     *
     * @param recipient   as it is after expansion
     * @param destination empty if it was not resolved: a program, a file, a list, or what comes up twice
     * @param forward     the forward file that says where its mail goes; empty if none does
     * @param objection   of {@code check_compat}, for which no mailer would be called
     * @param steps       in their order
     */
    record Visit(JobRecipient recipient, Optional<Destination> destination, Optional<Forwarding.Found> forward,
            Optional<Outcome> objection, List<Step> steps) {

        /** The forward file that was followed: one that names its own user leads to the mailbox. */
        Optional<Forwarding.Found> forwarded() {
            return forward.filter(found -> recipient.state() == JobRecipient.State.EXPANDED);
        }
    }

    /**
     * An answer to the client.
     *
     * @param steps what the check rule sets did
     */
    record Asked(Rehearsal.Answer answer, List<Step> steps) {
    }

    /**
     * A delivery that would be attempted.
     *
     * @param bundle of the mailer's service; empty if it is not there
     * @param itinerary where the mailer would connect to; empty if that was not asked, or if it connects to nobody
     * @param steps  how the addresses were rewritten for the mailer
     */
    record Planned(Delivery delivery, Optional<String> bundle, Optional<Itinerary> itinerary, List<Step> steps) {
    }

    Visit root() {
        return visits.get(0);
    }

    /** Whether the client gets as far as it would like to. */
    boolean isAdmitted() {
        return session.stream().allMatch(asked -> asked.answer().verdict().isAccepted());
    }
}
