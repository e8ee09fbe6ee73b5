package org.fingerpost.core.control;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.core.route.Destination;

/**
 * Why mail for an address goes where it goes.
 *
 * @param generation number of the policy
 * @param policy     its file
 * @param address    as it was asked for
 * @param origin     who would send it
 * @param sender     the reverse-path that it would come with
 * @param visits     the address itself, then whatever it is an alias for
 * @param relaying   who may send there
 * @param deliveries what mailers would get
 */
record Explanation(long generation, Optional<Path> policy, String address, Origin origin, ReversePath sender, List<Visit> visits,
        Relayed relaying, List<Planned> deliveries) {

    /**
     * A recipient and what was found out about it.
     *
     * @param recipient   as it is after expansion
     * @param destination empty if it was not resolved: a program, a file, a list, or what comes up twice
     * @param steps       in their order
     */
    record Visit(JobRecipient recipient, Optional<Destination> destination, List<Step> steps) {
    }

    /**
     * Who may send to an address. An alias may be sent to by everybody.
     *
     * @param byOrigin   whether the one that is asked about may
     * @param byAnybody  whether a client may that nothing is known of
     */
    record Relayed(boolean byOrigin, boolean byAnybody) {
    }

    /**
     * A delivery that would be attempted.
     *
     * @param bundle of the mailer's service; empty if it is not there
     * @param steps  how the addresses were rewritten for the mailer
     */
    record Planned(Delivery delivery, Optional<String> bundle, List<Step> steps) {
    }

    Visit root() {
        return visits.get(0);
    }
}
