package org.fingerpost.core.dispatch;

import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.rewrite.Route;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.rewrite.Surroundings;

/** Mailer flag C, of the mailer that mail to the sender would go by: addresses without a domain are in the sender's. */
record SenderDomain(Generation generation, Surroundings surroundings) {

    /** {@code @host}; empty if nothing is to be added. */
    String of(ReversePath sender) {
        if (sender.isNull() || generation.policy().mailers().values().stream().noneMatch(mailer -> mailer.has('C'))) {
            return "";
        }
        boolean adds = generation.addresses().resolve(sender.address(), surroundings) instanceof Route route
                && generation.mailer(route.mailer()).has('C');
        String address = adds ? generation.addresses().canonicalSender(sender.address(), surroundings) : "";
        int at = address.lastIndexOf('@');
        return at < 0 ? "" : address.substring(at);
    }
}
