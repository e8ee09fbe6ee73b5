package org.example.shards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.fingerpost.api.rewrite.Resolution.Refusal;
import org.fingerpost.api.rewrite.Rewriting;
import org.fingerpost.api.rewrite.Route;
import org.fingerpost.api.rewrite.RuleContext;
import org.fingerpost.api.table.Lookup;
import org.junit.jupiter.api.Test;

class ShardRulesTest {

    private static final Rewriting OF_THE_POLICY = new Rewriting.Tokens(List.of("as", "the", "policy", "says"));

    /** A policy of a few values: what a test of a rule set needs of a router. */
    private record FakePolicy(String shards) implements RuleContext {

        @Override
        public Optional<String> macro(String name) {
            return name.equals("Shards") ? Optional.of(shards) : Optional.empty();
        }

        @Override
        public boolean inClass(String className, String member) {
            return className.equals("Sharded") && member.equalsIgnoreCase("users.example");
        }

        @Override
        public Lookup lookup(String table, String key, List<String> arguments) {
            return new Lookup.Unavailable("there are no tables");
        }

        @Override
        public Rewriting call(String ruleSet, List<String> tokens) {
            throw new AssertionError("no other rule set is called");
        }

        @Override
        public Rewriting overridden(List<String> tokens) {
            return OF_THE_POLICY;
        }
    }

    private static Rewriting apply(String shards, String... tokens) {
        return new ShardRules().apply(List.of(tokens), new FakePolicy(shards));
    }

    private static Route route(String shards, String user) {
        Rewriting rewriting = apply(shards, user, "<", "@", "Users", ".", "example", ">");
        return assertInstanceOf(Route.class, assertInstanceOf(Rewriting.Resolved.class, rewriting).resolution());
    }

    @Test
    void aUserOfAShardedDomainGoesToAHostOfHisOwn() {
        Route route = route("[192.0.2.1] [192.0.2.2]", "ann");
        assertEquals("relay", route.mailer());
        assertEquals("ann<@Users.example>", route.user());
        assertEquals(route.host(), route("[192.0.2.1] [192.0.2.2]", "Ann+lists").host());
    }

    @Test
    void whenAHostComesOnlyItsOwnUsersMove() {
        List<String> moved = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String before = route("a b c", "user" + i).host();
            String after = route("a b c d", "user" + i).host();
            if (!before.equals(after)) {
                moved.add(after);
            }
        }
        assertEquals(List.of("d"), moved.stream().distinct().toList());
        assertTrue(moved.size() > 30 && moved.size() < 150, moved.size() + " of 300");
        assertEquals(4, IntStream.range(0, 300).mapToObj(i -> route("a b c d", "user" + i).host()).distinct().count());
    }

    @Test
    void allElseIsForThePolicy() {
        assertEquals(OF_THE_POLICY, apply("a", "ann", "<", "@", "far", ".", "example", ">"));
        assertEquals(OF_THE_POLICY, apply("a", "ann"));
        assertEquals(OF_THE_POLICY, apply("a", "<", "@", ">"));
    }

    @Test
    void withoutHostsMailWaits() {
        Rewriting rewriting = apply("", "ann", "<", "@", "users", ".", "example", ">");
        assertEquals(451, assertInstanceOf(Refusal.class, ((Rewriting.Resolved) rewriting).resolution()).code());
    }
}
