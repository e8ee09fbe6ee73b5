package org.fingerpost.mailer.smtp;

import java.net.InetAddress;
import java.util.function.Predicate;

import org.fingerpost.api.mailer.Delivery;

/**
 * How we are called, to see when mail would come back to us.
 *
 * @param name    the class {@code w} of the policy
 * @param address the machine's
 */
record OurNames(Predicate<String> name, Predicate<InetAddress> address) {

    static OurNames of(Delivery delivery, OwnAddresses addresses) {
        return new OurNames(host -> delivery.isInClass("w", host), addresses::contains);
    }

    boolean isName(String host) {
        return name.test(host);
    }

    boolean isAddress(InetAddress candidate) {
        return address.test(candidate);
    }
}
