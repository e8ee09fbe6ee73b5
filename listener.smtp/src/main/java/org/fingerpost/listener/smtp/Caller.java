package org.fingerpost.listener.smtp;

import java.util.Map;
import java.util.Optional;

import org.fingerpost.api.filter.FilterSession;
import org.fingerpost.api.mail.ClientHost;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.submit.Admission;
import org.fingerpost.api.submit.Arrival;
import org.fingerpost.api.submit.PostOffice;
import org.fingerpost.api.submit.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The client of a session: what it says of itself, what is known and what the policy says of it. Confined to the session. */
final class Caller {

    private static final Logger LOG = LoggerFactory.getLogger(Caller.class);

    private final ClientQuota quota;
    private final Arrival arrival;
    private Origin origin;
    private Admission admission = Admission.GRANTED;

    /**
     * @param address IP address, as in {@link Origin}
     * @param arrival what the policy is told of where it has come in
     */
    Caller(String address, ClientQuota quota, Arrival arrival) {
        this.origin = new Origin("SMTP", "", address, "");
        this.quota = quota;
        this.arrival = arrival;
    }

    ClientQuota quota() {
        return quota;
    }

    Origin origin() {
        return origin;
    }

    Admission admission() {
        return admission;
    }

    /** What can be known of its host is known. */
    void identify(ClientHost host) {
        origin = new Origin("SMTP", "", origin.address(), "", host);
    }

    /** It says what it speaks and what it calls itself. */
    void introduce(String protocol, String name) {
        origin = new Origin(protocol, name, origin.address(), "", origin.host());
    }

    /** Asks the policy what it says of this client. */
    Verdict admit(PostOffice office, String hostName) {
        leave(); // if it was somebody else before
        try {
            admission = office.admit(origin, arrival);
        } catch (RuntimeException | Error e) {
            LOG.error("the router failed when the client {} came", this, e);
            admission = new Admission(Verdict.of(421, "4.3.0", hostName + " has an error, try again later"), false,
                    Optional.empty(), Map.of());
        }
        return admission.verdict();
    }

    /** A filter does not want it: what {@link Admission#verdict} says of the policy. */
    void refuse(Verdict verdict) {
        admission = admission.with(verdict);
    }

    /** All filters of the session. */
    FilterSession filters() {
        return admission.filters();
    }

    /** The session is over. */
    void leave() {
        FilterSession filters = admission.filters();
        admission = admission.with(FilterSession.INDIFFERENT);
        filters.close();
    }

    /** For log lines. */
    @Override
    public String toString() {
        return origin.address() + (origin.name().isEmpty() ? "" : " (" + origin.name() + ")");
    }
}
