package org.fingerpost.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.fingerpost.api.control.Invocation;
import org.fingerpost.api.rewrite.Rewriting;
import org.fingerpost.api.rewrite.RuleSet;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.TestPolicy;
import org.fingerpost.core.services.FakeReference;
import org.fingerpost.core.services.Services;
import org.junit.jupiter.api.Test;

class ExplainCommandTest {

    /** A user at a shell. */
    private record Call(ByteArrayOutputStream printed) implements Invocation {

        @Override
        public List<String> arguments() {
            return List.of();
        }

        @Override
        public Map<String, String> environment() {
            return Map.of();
        }

        @Override
        public String user() {
            return "root";
        }

        @Override
        public InputStream input() {
            return InputStream.nullInputStream();
        }

        @Override
        public PrintStream output() {
            return new PrintStream(printed, true, StandardCharsets.ISO_8859_1);
        }

        @Override
        public PrintStream error() {
            return output();
        }
    }

    private final Services services = new Services();
    private String printed;

    private int explain(String address) {
        Generation generation = TestPolicy.generation(services, Path.of("/instance"), Map.of("staff", "ann, bob", "later", "?no disk"),
                List.of("ann"));
        Call call = new Call(new ByteArrayOutputStream());
        int status = ExplainCommand.explain(generation, services, address, call);
        printed = call.printed().toString(StandardCharsets.ISO_8859_1);
        return status;
    }

    @Test
    void mailForAnotherHost() {
        assertEquals(0, explain("joe smith@far.example"));
        assertEquals("""
                generation 1
                rule set canonify: joe smith@far.example (unchanged)
                rule set parse: joe smith@far.example
                    test.cf:1: $# relay $@ hub $: joe smith@far.example
                rule set 2: joe smith@far.example (unchanged)
                rule set 4: joe smith@far.example (unchanged)

                joe smith@far.example goes to mailer relay (service smtp, which is not there: its mail waits)
                    host: hub
                    user: joe smith@far.example
                """, printed);
    }

    @Test
    void aUserOfThisMachine() {
        assertEquals(0, explain("ann"));
        assertEquals("""
                generation 1
                rule set canonify: ann (unchanged)
                rule set parse: ann
                    test.cf:1: $# local $: ann
                rule set 2: ann (unchanged)
                rule set 4: ann (unchanged)
                table aliases, "ann": not found
                rule set 5: ann (unchanged)
                table user, "ann": "ann"

                ann goes to mailer local (service file, which is not there: its mail waits)
                    host: (none)
                    user: ann
                """, printed);
    }

    @Test
    void anAlias() {
        assertEquals(0, explain("staff"));
        assertEquals("staff is the alias staff: ann, bob", printed.strip().lines().reduce("", (before, line) -> line));
    }

    @Test
    void whoIsUnknownIsRefused() {
        assertEquals(67, explain("nobody"));
        assertEquals("nobody is refused: 550 5.1.1 User unknown", printed.strip().lines().reduce("", (before, line) -> line));
        assertEquals(67, explain("x\u001b[2J"));
        assertEquals(List.of(), printed.chars().filter(c -> c < ' ' && c != '\n').boxed().toList(), "nothing that commands a terminal");
    }

    @Test
    void whatCannotBeToldNowIsTemporary() {
        assertEquals(75, explain("later"));
        assertEquals("later is refused: 451 4.3.0 ?no disk", printed.strip().lines().reduce("", (before, line) -> line));
    }

    @Test
    void whatARuleSetOfABundleMakesIsShown() {
        RuleSet shout = (tokens, context) -> new Rewriting.Tokens(List.of("ANN"));
        services.bindRuleSet(new FakeReference<>(Map.of("ruleset.name", "canonify")), shout);
        explain("ann");
        assertEquals("""
                generation 1
                rule set canonify: ann
                    gives: ANN
                rule set parse: ANN
                """, printed.substring(0, printed.indexOf("    test.cf")));
    }
}
