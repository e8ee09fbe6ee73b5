package org.example.shards;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.CRC32;

import org.fingerpost.api.mail.EnhancedStatus;
import org.fingerpost.api.rewrite.Resolution;
import org.fingerpost.api.rewrite.Rewriting;
import org.fingerpost.api.rewrite.Route;
import org.fingerpost.api.rewrite.RuleContext;
import org.fingerpost.api.rewrite.RuleSet;
import org.fingerpost.api.rewrite.RuleSetName;
import org.osgi.service.component.annotations.Component;

/**
 * Spreads the users of the domains in class {@code {Sharded}} over the hosts in macro {@code {Shards}}: the same user always to
 * the same host, and when a host comes or goes only its own users move. For all other addresses the policy's rule set of the name
 * is asked, as if this one were not there.
 */
@Component
@RuleSetName(name = "Mailertable")
public final class ShardRules implements RuleSet {

    private static final String MAILER = "relay";
    private static final EnhancedStatus MISCONFIGURED = EnhancedStatus.of("4.3.5");

    /** The policy calls it with {@code user < @ domain >}. */
    @Override
    public Rewriting apply(List<String> tokens, RuleContext context) {
        int focus = tokens.indexOf("<");
        if (focus < 1 || focus + 3 > tokens.size() - 1) {
            return context.overridden(tokens);
        }
        String user = String.join("", tokens.subList(0, focus));
        String domain = String.join("", tokens.subList(focus + 2, tokens.size() - 1));
        return context.inClass("Sharded", domain) ? shard(user, domain, context) : context.overridden(tokens);
    }

    /** The user of a route is written as rules would leave it, with the host in angle brackets: rules for recipients follow. */
    private static Rewriting shard(String user, String domain, RuleContext context) {
        return new Rewriting.Resolved(hosts(context).max(Comparator.comparingLong(host -> weight(user, host)))
                .<Resolution>map(host -> new Route(MAILER, host, user + "<@" + domain + ">"))
                .orElseGet(() -> new Resolution.Refusal(451, MISCONFIGURED, "macro {Shards} names no host")));
    }

    private static Stream<String> hosts(RuleContext context) {
        return Stream.of(context.macro("Shards").orElse("").split(" ")).filter(host -> !host.isEmpty());
    }

    /** Of all hosts, a user is on the one for which this is highest; ann and ann+lists are one user. */
    private static long weight(String user, String host) {
        CRC32 crc = new CRC32();
        crc.update((user.split("\\+", 2)[0].toLowerCase(Locale.ROOT) + " " + host).getBytes(StandardCharsets.ISO_8859_1));
        return crc.getValue();
    }
}
