package org.fingerpost.listener.smtp;

import java.util.Map;
import java.util.Optional;

import org.fingerpost.api.filter.FilterSession;
import org.fingerpost.api.mail.ClientHost;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.Protection;
import org.fingerpost.api.submit.Admission;
import org.fingerpost.api.submit.Arrival;
import org.fingerpost.api.submit.PostOffice;
import org.fingerpost.api.submit.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The client of a session: what it says of itself, what is known and what the policy says of it. Confined to the session. */
final class Caller {

    private static final Logger LOG = LoggerFactory.getLogger(Caller.class);

    private ClientQuota quota;
    private Arrival arrival;
    /** The IP address at the other end of the connection, whoever it speaks for. */
    private String peer;
    private Origin origin;
    private Admission admission = Admission.GRANTED;
    /** Null if it may come in. */
    private Reply farewell;

    /**
     * @param address IP address, as in {@link Origin}
     * @param arrival what the policy is told of where it has come in
     */
    Caller(String address, ClientQuota quota, Arrival arrival) {
        this(new Origin("SMTP", "", address, ""), quota, arrival);
    }

    /** @param first what is known of it before it has said anything */
    Caller(Origin first, ClientQuota quota, Arrival arrival) {
        this.origin = first;
        this.peer = first.address();
        this.quota = quota;
        this.arrival = arrival;
    }

    ClientQuota quota() {
        return quota;
    }

    Origin origin() {
        return origin;
    }

    String peer() {
        return peer;
    }

    /** It speaks for another client, of whom this is known; whom the policy is asked about anew. */
    void become(Origin other) {
        leave();
        admission = Admission.GRANTED;
        origin = other;
    }

    /** A proxy passes it on: this is where it comes from. Before it is greeted. */
    void cameFrom(String address, ClientQuota itsQuota, Arrival itsArrival) {
        peer = address;
        origin = new Origin(origin.protocol(), "", address, "", origin.host(), origin.protection());
        quota = itsQuota;
        arrival = itsArrival;
    }

    /** It is told this instead of a greeting. */
    void turnAway(Reply reply) {
        farewell = reply;
    }

    Optional<Reply> farewell() {
        return Optional.ofNullable(farewell);
    }

    Admission admission() {
        return admission;
    }

    /** Whether it has said who it is, and proved it. */
    boolean isAuthenticated() {
        return !origin.protection().mechanism().isEmpty();
    }

    /** What can be known of its host is known. */
    void identify(ClientHost host) {
        origin = new Origin(origin.protocol(), origin.name(), origin.address(), origin.user(), host, origin.protection());
    }

    /** It says what it speaks, {@code SMTP}, {@code ESMTP} or {@code LMTP}, and what it calls itself. */
    void introduce(String protocol, String name) {
        origin = new Origin(protocol + suffix(protocol), name, origin.address(), origin.user(), origin.host(),
                origin.protection());
    }

    /** RFC 3848: S under TLS, A if authenticated. There are no such names for SMTP without extensions. */
    private String suffix(String protocol) {
        return protocol.equals("SMTP") ? ""
                : (origin.protection().isEncrypted() ? "S" : "") + (isAuthenticated() ? "A" : "");
    }

    /** TLS has begun: what it said before it does not count any more (RFC 3207 §4.2). */
    void secured(Protection protection) {
        origin = new Origin("SMTP", "", origin.address(), "", origin.host(), protection);
    }

    /** It has proved who it is. */
    void authenticated(String user, String mechanism) {
        String base = origin.protocol().startsWith("LMTP") ? "LMTP" : "ESMTP";
        origin = new Origin(origin.protocol(), origin.name(), origin.address(), user, origin.host(),
                origin.protection().authenticatedBy(mechanism));
        introduce(base, origin.name());
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
