package org.fingerpost.core.submit;

import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.submit.Verdict;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.MessageMacros;
import org.fingerpost.core.policy.PolicySurroundings;
import org.fingerpost.core.route.Destination;
import org.fingerpost.core.log.Printable;
import org.fingerpost.core.policy.Relaying;
import org.fingerpost.core.route.Resolver;
import org.fingerpost.core.services.Services;

/** What RCPT says to an address: where it would go, and whether this client may send there. No side effects. */
final class RecipientCheck {

    private final Origin origin;
    private final Resolver resolver;
    private final Relaying relaying;

    RecipientCheck(Generation generation, Services services, Origin origin) {
        this.origin = origin;
        this.resolver = new Resolver(generation,
                new PolicySurroundings(generation, MessageMacros.of(generation.policy(), origin), services));
        this.relaying = generation.relaying();
    }

    /** @param aliased whether a name of this machine may stand for others */
    Verdict judge(String address, boolean aliased) {
        Destination destination = aliased ? resolver.resolve(address) : resolver.resolveUnaliased(address);
        // A client may have sent many commands at once: its replies say which recipient they are about.
        String about = origin.isLocal() ? "" : Printable.line("<" + address + ">") + "... ";
        if (destination instanceof Destination.Refused refused) {
            return new Verdict(refused.code(), refused.status(), about + Printable.line(refused.text()));
        }
        if (destination instanceof Destination.Mail mail && !mail.ofLocalName()
                && !relaying.isPermitted(origin, mail.route(), mail.mailer())) {
            return Verdict.of(550, "5.7.1", about + "Relaying denied");
        }
        return Verdict.of(250, "2.1.5", about + "Recipient ok");
    }
}
