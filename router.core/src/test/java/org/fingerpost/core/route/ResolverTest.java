package org.fingerpost.core.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.fingerpost.api.mail.EnhancedStatus;
import org.fingerpost.api.rewrite.Resolution;
import org.fingerpost.api.rewrite.Rewriting;
import org.fingerpost.api.rewrite.Route;
import org.fingerpost.api.rewrite.RuleSet;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.MacroScope;
import org.fingerpost.core.policy.PolicySurroundings;
import org.fingerpost.core.policy.TestPolicy;
import org.fingerpost.core.services.FakeReference;
import org.fingerpost.core.services.Services;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of local names: aliases, rule set 5, users. */
class ResolverTest {

    @TempDir
    Path folder;
    private final Services services = new Services();
    private final Map<String, String> aliases = new HashMap<>();
    private final Map<String, Resolution> elsewhere = new HashMap<>();
    private Resolver resolver;

    @BeforeEach
    void policy() {
        RuleSet five = (tokens, context) -> {
            Resolution found = elsewhere.get(String.join("", tokens));
            return found == null ? new Rewriting.Tokens(tokens) : new Rewriting.Resolved(found);
        };
        services.bindRuleSet(new FakeReference<>(Map.of("ruleset.name", "5")), five);
        Generation generation = TestPolicy.generation(services, folder, aliases, List.of("tef", "ann"));
        resolver = new Resolver(generation, new PolicySurroundings(generation, new MacroScope(generation.policy()), services));
    }

    @Test
    void aUserIsDeliveredTo() {
        Destination.Mail mail = assertInstanceOf(Destination.Mail.class, resolver.resolve("tef"));
        assertEquals(new Route("local", "", "tef"), mail.route());
        assertFalse(mail.ofLocalName());
        assertEquals(550, assertInstanceOf(Destination.Refused.class, resolver.resolve("nobody")).code());
    }

    @Test
    void ruleSetFiveSendsNamesElsewhere() {
        elsewhere.put("luser", new Route("relay", "hub", "luser@far"));
        Destination.Mail mail = assertInstanceOf(Destination.Mail.class, resolver.resolve("luser"));
        assertEquals(new Route("relay", "hub", "luser@far"), mail.route());
        assertTrue(mail.ofLocalName(), "who may write to luser may write there");
    }

    @Test
    void aliasesComeBeforeRuleSetFiveAndAfterIt() {
        aliases.put("both", "tef");
        aliases.put("al", "ann");
        elsewhere.put("both", new Route("relay", "hub", "x@far"));
        elsewhere.put("toal", new Route("local", "", "al"));
        assertEquals("tef", assertInstanceOf(Destination.Alias.class, resolver.resolve("both")).value());
        assertEquals("ann", assertInstanceOf(Destination.Alias.class, resolver.resolve("toal")).value());
    }

    @Test
    void theDetailMayBecomeTheHost() {
        elsewhere.put("tef+x", new Route("local", "+x", "tef"));
        assertEquals(new Route("local", "+x", "tef"), assertInstanceOf(Destination.Mail.class, resolver.resolve("tef+x"))
                .route());
        assertEquals(new Route("local", "y", "tef"), assertInstanceOf(Destination.Mail.class, resolver.resolve("tef+y")).route());
        aliases.put("tef+*", "ann");
        assertEquals("ann", assertInstanceOf(Destination.Alias.class, resolver.resolve("tef+y")).value());
    }

    @Test
    void circlesEnd() {
        elsewhere.put("a", new Route("local", "", "b"));
        elsewhere.put("b", new Route("local", "", "a"));
        Destination.Refused refused = assertInstanceOf(Destination.Refused.class, resolver.resolve("a"));
        assertEquals(EnhancedStatus.of("5.4.6"), refused.status());
    }

    @Test
    void itsRefusalsCount() {
        elsewhere.put("tmp", new Resolution.Refusal(450, EnhancedStatus.of("4.1.1"), "later"));
        assertEquals(450, assertInstanceOf(Destination.Refused.class, resolver.resolve("tmp")).code());
    }
}
