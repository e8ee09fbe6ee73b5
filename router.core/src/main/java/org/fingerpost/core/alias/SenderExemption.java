package org.fingerpost.core.alias;

import java.util.Optional;
import java.util.function.Supplier;

import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.rewrite.Route;
import org.fingerpost.core.policy.Once;
import org.fingerpost.core.route.Destination;
import org.fingerpost.core.route.Destinations;

/** Option {@code MeToo}: unless it is set, whoever sends to an alias does not get what comes out of it. Of one thread. */
final class SenderExemption {

    private final boolean exempt;
    private final Supplier<Optional<Route>> sender;

    SenderExemption(Destinations destinations, ReversePath sender, boolean meToo) {
        this.exempt = !meToo && !sender.isNull();
        this.sender = new Once<>(() -> destinations.resolveUnaliased(sender.address()) instanceof Destination.Mail mail
                ? Optional.of(Claim.of(mail)) : Optional.empty());
    }

    /** Whether mail that goes there goes back to the sender. */
    boolean isTheSender(Destination.Mail mail) {
        return exempt && sender.get().filter(Claim.of(mail)::equals).isPresent();
    }
}
