package org.fingerpost.core.submit;

import java.util.Optional;
import java.util.function.Supplier;

import org.fingerpost.api.mail.Origin;
import org.fingerpost.core.check.CheckRuleSet;
import org.fingerpost.core.check.Permission;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.PolicySurroundings;
import org.fingerpost.core.policy.Relaying;
import org.fingerpost.core.route.Destination;

/**
 * Whether one client may have mail sent on to others, where no {@code check_rcpt} decides: by class {@code R} of the policy, and
 * by two rule sets that it may have. {@code permit_client} is asked about {@code name $| address} of the client, {@code
 * permit_domain} about the domain at which a route ends; {@code $# RELAY} permits. Nothing is asked about the address as it was
 * written. Used by one thread at a time.
 */
public final class RelayPermission {

    private static final String WORD = "RELAY";

    private final Relaying relaying;
    private final Origin origin;
    private final PolicySurroundings surroundings;

    public RelayPermission(Generation generation, PolicySurroundings surroundings, Origin origin) {
        this.relaying = generation.relaying();
        this.surroundings = surroundings;
        this.origin = origin;
    }

    /** Whether the client may send there. */
    public Permission sending(Destination.Mail mail) {
        if (staysOnItsWay(mail) || relaying.isPermitted(origin, mail.route(), mail.mailer())) {
            return Permission.GIVEN;
        }
        Supplier<Permission> domain = () -> Relaying.lastDomain(mail.route()).map(this::ruleOnDomain).orElse(Permission.DENIED);
        return either(ruleOnClient(), domain);
    }

    /** Whether the client may send anywhere, or everybody to the domain. */
    public Permission domain(String domain) {
        return relaying.isTrusted(origin) || relaying.isPermittedDomain(domain) ? Permission.GIVEN
                : either(ruleOnClient(), () -> ruleOnDomain(domain));
    }

    /** Where the policy has names of ours go, everybody may send; but not on from there by what a client has put into a name. */
    private static boolean staysOnItsWay(Destination.Mail mail) {
        return mail.ofLocalName()
                && (mail.route().user().indexOf('@') < 0 || Relaying.lastDomain(mail.route()).isPresent());
    }

    private static Permission either(Permission first, Supplier<Permission> second) {
        if (first.given()) {
            return first;
        }
        Permission other = second.get();
        return other.given() || first.trouble().isEmpty() ? other : first;
    }

    private Permission ruleOnClient() {
        return ask("permit_client", origin.clientName(), surroundings.macros().value("client_addr").orElse(""));
    }

    private Permission ruleOnDomain(String domain) {
        return ask("permit_domain", domain);
    }

    private Permission ask(String ruleSet, String... texts) {
        Optional<CheckRuleSet> rules = CheckRuleSet.find(ruleSet, surroundings);
        return rules.isPresent() ? rules.get().permission(WORD, texts) : Permission.DENIED;
    }
}
