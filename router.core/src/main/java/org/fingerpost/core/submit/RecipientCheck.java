package org.fingerpost.core.submit;

import java.util.Locale;

import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.rewrite.Resolution;
import org.fingerpost.api.submit.Verdict;
import org.fingerpost.core.check.Permission;
import org.fingerpost.core.log.Printable;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.route.Destination;
import org.fingerpost.core.route.Resolver;

/** What RCPT says to an address: where it would go, and whether this client may send there. No side effects. */
final class RecipientCheck {

    private final Origin origin;
    private final Resolver resolver;
    private final RelayPermission permission;
    /** Whether rules of the policy say who may send on to others. */
    private final boolean decidedByRules;

    RecipientCheck(Generation generation, PolicyChecks checks, Origin origin) {
        this(generation, checks, origin, checks);
    }

    /** @param heard sees what is asked about relaying; the route is found by {@code checks} */
    RecipientCheck(Generation generation, PolicyChecks checks, Origin origin, PolicyChecks heard) {
        this.origin = origin;
        this.resolver = new Resolver(generation, checks.surroundings());
        this.permission = new RelayPermission(generation, heard.surroundings(), origin);
        this.decidedByRules = checks.decidesRelaying();
    }

    /** Where the rules send the address. */
    Resolution route(String address) {
        return resolver.route(address);
    }

    /** What {@link #judge} says; of what is not ours that nobody can say here whether it is there. */
    Verdict verify(String address) {
        Resolution route = route(address);
        Verdict verdict = judge(address, route, true);
        boolean ours = verdict.isAccepted() && (!(resolver.locate(route, true) instanceof Destination.Mail mail)
                || mail.ofLocalName() || mail.mailer().has('A') || mail.mailer().has('l'));
        return !verdict.isAccepted() || ours ? verdict
                : Verdict.of(252, "2.1.5", Printable.address(address) + "... Cannot be verified here, but mail is taken");
    }

    private static boolean isPostmaster(Destination destination) {
        return destination instanceof Destination.Mail mail && mail.mailer().has('A')
                && mail.route().user().toLowerCase(Locale.ROOT).equals("postmaster");
    }

    /**
     * @param route   of the address
     * @param aliased whether a name of this machine may stand for others
     */
    Verdict judge(String address, Resolution route, boolean aliased) {
        if (route instanceof Resolution.Refusal refusal) {
            Verdict verdict = new Verdict(refusal.code(), refusal.status(), Printable.line(refusal.text()));
            return origin.isLocal() ? verdict : PolicyChecks.about("<" + address + ">", verdict);
        }
        Destination destination = resolver.locate(route, aliased);
        // A client may have sent many commands at once: its replies say which recipient they are about.
        String about = origin.isLocal() ? "" : Printable.address(address) + "... ";
        if (destination instanceof Destination.Refused refused && refused.status().isTransient()
                && isPostmaster(resolver.locate(route, false))) {
            return Verdict.of(250, "2.1.5", about + "Recipient ok"); // RFC 5321 §4.5.1; it waits for the aliases here
        }
        if (destination instanceof Destination.Refused refused) {
            return new Verdict(refused.code(), refused.status(), about + Printable.line(refused.text()));
        }
        Permission permitted = destination instanceof Destination.Mail mail && !decidedByRules ? permission.sending(mail)
                : Permission.GIVEN;
        if (!permitted.given()) {
            return permitted.trouble().map(why -> new Verdict(why.code(), why.status(), about + why.text()))
                    .orElseGet(() -> Verdict.of(550, "5.7.1", about + "Relaying denied"));
        }
        return Verdict.of(250, "2.1.5", about + "Recipient ok");
    }
}
