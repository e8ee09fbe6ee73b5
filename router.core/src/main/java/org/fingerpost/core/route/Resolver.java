package org.fingerpost.core.route;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.Set;

import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.rewrite.Resolution;
import org.fingerpost.api.rewrite.Route;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.core.forward.ForwardFiles;
import org.fingerpost.core.forward.Forwarding;
import org.fingerpost.core.log.Printable;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.Tables;
import org.fingerpost.core.rewrite.ErrorText;
import org.fingerpost.core.rewrite.Surroundings;

/**
 * Says where an address goes, by one generation of the policy: the rules, then for local names the aliases and the machine's
 * users. No side effects; any thread.
 */
public final class Resolver implements Destinations {

    private static final Pattern QUOTED = Pattern.compile("\"([A-Za-z0-9][A-Za-z0-9._+-]*)\"");
    private static final Set<String> UNSAFE_UNDEFINED = Set.of("file", "prog");

    /** By this name a forward file is told of like a table. */
    private static final String FORWARD = "forward";
    private static final int DEFAULT_DEPTH = 10;

    private final Generation generation;
    private final Surroundings surroundings;
    private final Optional<ForwardFiles> forwards;
    private final int maxDepth;

    /** Without a look at forward files. */
    public Resolver(Generation generation, Surroundings surroundings) {
        this(generation, surroundings, Optional.empty());
    }

    public Resolver(Generation generation, Surroundings surroundings, ForwardFiles forwards) {
        this(generation, surroundings, Optional.of(forwards));
    }

    private Resolver(Generation generation, Surroundings surroundings, Optional<ForwardFiles> forwards) {
        this.forwards = forwards;
        this.generation = generation;
        this.surroundings = surroundings;
        this.maxDepth = (int) generation.number("MaxAliasRecursion", DEFAULT_DEPTH);
    }

    @Override
    public Destination resolve(String address) {
        return locate(route(address), true);
    }

    @Override
    public Destination resolveUnaliased(String address) {
        return locate(route(address), false);
    }

    /** Where the rules send {@code address}, before aliases and users are asked. */
    public Resolution route(String address) {
        return generation.addresses().resolve(address, surroundings);
    }

    /**
     * Where an address goes that the rules have sent there.
     *
     * @param aliased whether a name of this machine may stand for others
     */
    public Destination locate(Resolution resolution, boolean aliased) {
        if (resolution instanceof Resolution.Refusal refusal) {
            return Destination.Refused.of(refusal);
        }
        if (resolution instanceof Resolution.Discard) {
            return new Destination.Nowhere();
        }
        Route route = (Route) resolution;
        MailerDefinition mailer = generation.mailer(route.mailer());
        if (namesProgramOrFile(route, mailer) || isUndefinedLocalMailer(route)) {
            return Destination.Refused.of(550, "5.1.3", "cannot mail directly to programs or files");
        }
        Route plain = withoutNeedlessQuotes(route, mailer);
        return isLocalName(mailer) ? local(plain, mailer, aliased, 0) : known(plain, mailer);
    }

    /** A name of ours is the same in quotes (RFC 5321 §4.1.2), where nothing in it needs them. */
    private static Route withoutNeedlessQuotes(Route route, MailerDefinition mailer) {
        Matcher quoted = mailer.has('A') || mailer.has('w') ? QUOTED.matcher(route.user()) : null;
        return quoted != null && quoted.matches() ? new Route(route.mailer(), route.host(), quoted.group(1)) : route;
    }

    /** {@code |program} and {@code /file} as a submitted address: only aliases may name those (Allman §3.2). */
    private static boolean namesProgramOrFile(Route route, MailerDefinition mailer) {
        if (!mailer.has('A') && !mailer.has('w')) {
            return false;
        }
        String user = route.user().strip();
        String bare = user.startsWith("\"") || user.startsWith("\\") ? user.substring(1).strip() : user;
        return !bare.isEmpty() && (bare.charAt(0) == '|' || bare.charAt(0) == '/'
                || bare.regionMatches(true, 0, ":include:", 0, 9));
    }

    /** Without a definition that says which file or program, their mailers would take any that the address names. */
    private boolean isUndefinedLocalMailer(Route route) {
        return !generation.policy().mailers().containsKey(route.mailer())
                && UNSAFE_UNDEFINED.contains(route.mailer().toLowerCase(Locale.ROOT));
    }

    /** Whether there is more to ask than the machine's users: aliases, rule set 5, or both. */
    private static boolean isLocalName(MailerDefinition mailer) {
        return mailer.has('A') || mailer.has('5');
    }

    /** The aliases, then rule set 5, which may send a name elsewhere, or give another name that begins anew. */
    private Destination local(Route route, MailerDefinition mailer, boolean aliased, int depth) {
        for (String name : aliased && mailer.has('A') ? names(route) : List.<String>of()) {
            Lookup alias = alias(name);
            if (alias instanceof Lookup.Found found) {
                Optional<Resolution.Refusal> refusal = ErrorText.of(found.value());
                return refusal.isPresent() ? Destination.Refused.of(refusal.get())
                        : new Destination.Alias(route, name.toLowerCase(Locale.ROOT), found.value());
            }
            if (alias instanceof Lookup.Unavailable unavailable) {
                return unavailable(unavailable);
            }
        }
        Optional<Resolution> elsewhere = mailer.has('5') ? generation.addresses().resolveLocal(route, surroundings)
                : Optional.empty();
        return elsewhere.isPresent() ? follow(elsewhere.get(), aliased, depth) : known(withDetail(route), mailer);
    }

    private Destination follow(Resolution elsewhere, boolean aliased, int depth) {
        if (elsewhere instanceof Resolution.Refusal refusal) {
            return Destination.Refused.of(refusal);
        }
        if (depth >= maxDepth) {
            return Destination.Refused.of(554, "5.4.6", "aliasing/forwarding loop broken");
        }
        if (!(elsewhere instanceof Route route)) {
            return new Destination.Nowhere();
        }
        MailerDefinition mailer = generation.mailer(route.mailer());
        if (namesProgramOrFile(route, mailer) || isUndefinedLocalMailer(route)) {
            return Destination.Refused.of(550, "5.1.3", "cannot mail directly to programs or files");
        }
        Destination destination = isLocalName(mailer) ? local(route, mailer, aliased, depth + 1) : known(route, mailer);
        // Whoever may write to the name may write to where the policy has it go.
        return destination instanceof Destination.Mail mail ? new Destination.Mail(mail.route(), mail.mailer(), true)
                : destination;
    }

    /**
     * {@code user+detail} is looked for as it is, as {@code user+*}, then as {@code user}; the detail may be the host already.
     */
    private static List<String> names(Route route) {
        String user = route.user();
        if (route.host().startsWith("+")) {
            return List.of(user + route.host(), user + "+*", user);
        }
        int plus = user.indexOf('+');
        return plus > 0 ? List.of(user, user.substring(0, plus) + "+*", user.substring(0, plus)) : List.of(user);
    }

    /** Of {@code user+detail} the detail becomes the host. */
    private static Route withDetail(Route route) {
        int plus = route.user().indexOf('+');
        return plus > 0 ? new Route(route.mailer(), route.user().substring(plus + 1), route.user().substring(0, plus)) : route;
    }

    /** The first alias table that has the name decides. */
    @Override
    public Lookup alias(String name) {
        for (String table : generation.tables().aliasTables()) {
            Lookup answer = lookup(table, name);
            if (!(answer instanceof Lookup.NotFound)) {
                return answer;
            }
        }
        return Lookup.NOT_FOUND;
    }

    @Override
    public Forwarding forward(Route route) {
        Forwarding answer = forwards.map(files -> files.of(route)).orElse(Forwarding.None.SILENT);
        if (answer instanceof Forwarding.Found found) {
            surroundings.trace().lookedUp(FORWARD, found.file(), new Lookup.Found(String.join(", ", found.lines())));
        } else if (answer instanceof Forwarding.Unavailable unavailable) {
            surroundings.trace().lookedUp(FORWARD, route.user(), new Lookup.Unavailable(unavailable.reason()));
        } else if (answer instanceof Forwarding.None none) {
            none.remarks().forEach(surroundings.trace()::warned);
        }
        return answer;
    }

    /** As rules look up, but macros that the table sets are seen by nobody. */
    private Lookup lookup(String table, String key) {
        Lookup answer = surroundings.forOneAddress().lookup(table, key, List.of());
        surroundings.trace().lookedUp(table, key, answer);
        return answer;
    }

    /** F=w: the user must be one of the machine's. */
    private Destination known(Route route, MailerDefinition mailer) {
        if (!mailer.has('w') || route.user().toLowerCase(Locale.ROOT).equals("postmaster")) {
            return new Destination.Mail(route, mailer, false); // RFC 5321 §4.5.1: postmaster is always there
        }
        Lookup user = lookup(Tables.USERS, route.user());
        if (user instanceof Lookup.Unavailable unavailable) {
            return unavailable(unavailable);
        }
        return user instanceof Lookup.Found
                ? new Destination.Mail(route, mailer, false) : Destination.Refused.of(550, "5.1.1", "User unknown");
    }

    private static Destination unavailable(Lookup.Unavailable unavailable) {
        return Destination.Refused.of(451, "4.3.0", Printable.line(unavailable.reason()));
    }
}
