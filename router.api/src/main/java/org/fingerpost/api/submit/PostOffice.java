package org.fingerpost.api.submit;

import java.util.List;
import java.util.Optional;

import org.fingerpost.api.mail.Origin;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Where all mail is handed in. Any thread. The service is there when the router can take mail: a policy is in use and the queue
 * is open. Listeners keep it no longer than one transaction.
 */
@ProviderType
public interface PostOffice {

    /** The name by which the router calls itself: {@code $j}. */
    String hostName();

    /** The largest message that it takes, in octets; 0 for any size. */
    long maxMessageBytes();

    /** Whether senders may say what they want to be told of (RFC 3461): not with {@code PrivacyOptions=noreceipts}. */
    default boolean offersReceipts() {
        return true;
    }

    /** What EHLO may offer this client now: as it is known, authenticated or not. Asked for each EHLO. */
    default Offers offers(Origin origin) {
        return Offers.NONE;
    }

    /**
     * What the policy says of a client that has connected: the rule sets {@code check_relay}, {@code greet_pause} and {@code
     * srv_features}. Asked once a session, and again if the client turns out to be another (XCLIENT); what comes out goes with
     * its transactions.
     */
    default Admission admit(Origin origin, Arrival arrival) {
        return arrival.submission() ? admit(origin).ofSubmission() : admit(origin);
    }

    /** The same of a client of whose arrival nothing is known. */
    Admission admit(Origin origin);

    /** Begins a transaction of the generation that is in use now. */
    Transaction begin(Origin origin, Admission admission);

    /** Begins a transaction of somebody who needs no admission: of a program of this machine. */
    default Transaction begin(Origin origin) {
        return begin(origin, Admission.GRANTED);
    }

    /** What RCPT would say to this address, without any effect (VRFY), if the policy lets this client ask. */
    Verdict verify(Origin origin, String address);

    /** Who is behind a name (EXPN), if the policy lets this client ask ({@code check_expn}, {@code PrivacyOptions}). */
    default Expansion expand(Origin origin, String name) {
        return Expansion.refused(Verdict.of(502, "5.7.0", "EXPN is not available"));
    }

    /**
     * Tries now what waits for a destination, if the policy lets this client ask ({@code check_etrn}, {@code PrivacyOptions}).
     * Returns promptly: what it starts goes on by itself.
     *
     * @param node as in ETRN (RFC 1985): a host, or {@code @domain} for the domain and all below it
     * @return with the codes 250 to 253, 458, 459, 501, 502 of RFC 1985 §5.4
     */
    default Verdict turn(Origin origin, String node) {
        return Verdict.of(502, "5.7.0", "ETRN is not available");
    }

    /**
     * Where mail to these addresses would go, aliases followed, without any effect ({@code sendmail -bv}): one for each recipient
     * that they stand for.
     */
    default List<Prospect> prospects(Origin origin, List<String> addresses) {
        return addresses.stream().map(address -> new Prospect(address, verify(origin, address), Optional.empty())).toList();
    }
}
