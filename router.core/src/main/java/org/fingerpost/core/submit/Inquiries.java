package org.fingerpost.core.submit;

import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.rewrite.Route;
import org.fingerpost.api.submit.Admission;
import org.fingerpost.api.submit.Expansion;
import org.fingerpost.api.submit.Prospect;
import org.fingerpost.api.submit.Verdict;
import org.fingerpost.core.alias.Preview;
import org.fingerpost.core.check.Permission;
import org.fingerpost.core.forward.ForwardFiles;
import org.fingerpost.core.log.Printable;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.MacroScope;
import org.fingerpost.core.route.Resolver;
import org.fingerpost.core.services.Services;

/**
 * What a client may ask without handing in mail: VRFY, EXPN (RFC 5321 §3.5) and ETRN (RFC 1985), under one pinned generation. The
 * policy's check rule sets and the option {@code PrivacyOptions} say who may. Used by one thread at a time.
 */
final class Inquiries {

    private static final String NOT_ALLOWED = "This operation is not allowed here";

    private final Generation generation;
    private final Services services;
    private final Origin origin;
    private final PolicyChecks checks;

    Inquiries(Generation generation, Services services, Origin origin) {
        this.generation = generation;
        this.services = services;
        this.origin = origin;
        this.checks = new PolicyChecks(generation, services, origin, Admission.GRANTED);
    }

    /** What RCPT would say; of what is not ours that nobody knows it here. */
    Verdict verify(String address) {
        return tooEarly("needvrfyhelo").or(() -> checks.verification(address)).orElseGet(() ->
                !origin.isLocal() && generation.isPrivate("novrfy")
                        ? Verdict.of(252, "2.5.2", "Users are not verified here; RCPT says whether mail is taken")
                        : new RecipientCheck(generation, checks, origin).verify(address));
    }

    /** All whom the name stands for at present, in the end. */
    Expansion expand(String name) {
        Optional<Verdict> refusal = forbidden("noexpn").or(() -> tooEarly("needexpnhelo")).or(() -> checks.expansion(name));
        if (refusal.isPresent()) {
            return Expansion.refused(refusal.get());
        }
        RecipientCheck check = new RecipientCheck(generation, checks, origin);
        Verdict known = check.verify(name);
        if (!known.isAccepted() || known.code() == 252) {
            return Expansion.refused(known);
        }
        List<Prospect> prospects = new Preview(generation, services, new Resolver(generation, checks.surroundings(),
                ForwardFiles.seenBy(generation, services, origin.isLocal() ? origin.user() : ""))).of(List.of(name));
        List<String> members = prospects.stream().filter(prospect -> prospect.verdict().isAccepted()).map(this::shown).toList();
        return members.isEmpty() ? Expansion.refused(prospects.isEmpty() ? known : prospects.get(0).verdict())
                : new Expansion(known, members);
    }

    private String shown(Prospect prospect) {
        Function<String, String> ours = name -> name + "@" + new MacroScope(generation.policy()).value("j").orElse("localhost");
        String text = prospect.recipient();
        boolean isAddress = text.indexOf('@') >= 0 || text.indexOf('!') >= 0;
        boolean isFile = prospect.route().map(Route::mailer).filter(List.of("prog", "*file*")::contains).isPresent();
        return "<" + Printable.line(isAddress ? text : isFile ? '"' + text.replace("\"", "") + '"' : ours.apply(text)) + ">";
    }

    /**
     * Begins to try what waits for a node. Without the rule set {@code check_etrn} a client may ask for
     * domains that anybody may send to through us, and a permitted one for any.
     *
     * @param requests takes what is asked for; false if that is too much
     */
    Verdict turn(String node, BiPredicate<String, Origin> requests) {
        String domain = node.startsWith("@") ? node.substring(1) : node;
        if (domain.isEmpty() || domain.length() > 255 || domain.chars().anyMatch(c -> c <= ' ' || "*?@<>".indexOf(c) >= 0)) {
            return Verdict.of(501, "5.5.4", "A host or @domain is expected");
        }
        return forbidden("noetrn").or(() -> checks.turning(node)).or(() -> stranger(domain)).orElseGet(() ->
                requests.test(node, origin)
                        ? Verdict.of(250, "2.0.0", "Queuing for node " + Printable.line(node) + " started")
                        : Verdict.of(458, "4.3.2", "Unable to queue messages for node " + Printable.line(node) + " now"));
    }

    private Optional<Verdict> stranger(String domain) {
        if (checks.find("check_etrn").isPresent()) {
            return Optional.empty();
        }
        Permission permitted = new RelayPermission(generation, checks.surroundings(), origin).domain(domain);
        return permitted.given() ? Optional.empty() : Optional.of(permitted.trouble()
                .orElseGet(() -> Verdict.of(459, "4.7.1", "Node " + Printable.line(domain) + " is not allowed")));
    }

    private Optional<Verdict> forbidden(String word) {
        return generation.isPrivate(word) ? Optional.of(Verdict.of(502, "5.7.0", NOT_ALLOWED)) : Optional.empty();
    }

    private Optional<Verdict> tooEarly(String word) {
        return !origin.isLocal() && generation.isPrivate(word) && origin.name().isEmpty()
                ? Optional.of(Verdict.of(503, "5.5.1", "say EHLO or HELO first")) : Optional.empty();
    }
}
