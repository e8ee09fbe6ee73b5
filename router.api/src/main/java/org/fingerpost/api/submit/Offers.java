package org.fingerpost.api.submit;

import java.time.Duration;
import java.util.Optional;

/**
 * What the router does for a client at present, so that EHLO offers no more. What is not offered and asked for all the same is
 * refused by the listener; the transaction ignores it.
 *
 * @param recipients   of one message at most (RFC 9422 {@code RCPTMAX})
 * @param hold         how long a message may be held before it is delivered (RFC 4865); zero: FUTURERELEASE is not offered
 * @param deliverBy    the least time that a client may give for a delivery (RFC 2852 {@code DELIVERBY}), zero for any; empty if
 *                     it is not offered
 * @param priority     whether the client's word on the priority of a message counts (RFC 6710). MT-PRIORITY may be offered to
 *                     all: whose word does not count is answered that the priority is another
 * @param verification whether VRFY tells anything
 * @param expansion    whether EXPN is answered
 * @param turning      whether ETRN is answered (RFC 1985)
 */
public record Offers(int recipients, Duration hold, Optional<Duration> deliverBy, boolean priority, boolean verification,
        boolean expansion, boolean turning) {

    /** Of a router that does nothing beyond SMTP itself. */
    public static final Offers NONE = new Offers(100, Duration.ZERO, Optional.empty(), false, true, false, false);
}
