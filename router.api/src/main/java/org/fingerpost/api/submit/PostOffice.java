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

    /** What the policy says of a client that has connected. Asked once a session; what comes out goes with its transactions. */
    Admission admit(Origin origin);

    /** The same for a client of whom it is known how much it asks of us. */
    default Admission admit(Origin origin, ClientLoad load) {
        return admit(origin);
    }

    /** Begins a transaction of the generation that is in use now. */
    Transaction begin(Origin origin, Admission admission);

    /** Begins a transaction of somebody who needs no admission: of a program of this machine. */
    default Transaction begin(Origin origin) {
        return begin(origin, Admission.GRANTED);
    }

    /** What RCPT would say to this address, without any effect (VRFY), if the policy lets this client ask. */
    Verdict verify(Origin origin, String address);

    /**
     * Where mail to these addresses would go, aliases followed, without any effect ({@code sendmail -bv}): one for each recipient
     * that they stand for.
     */
    default List<Prospect> prospects(Origin origin, List<String> addresses) {
        return addresses.stream().map(address -> new Prospect(address, verify(origin, address), Optional.empty())).toList();
    }
}
