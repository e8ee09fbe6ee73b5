package org.fingerpost.testmode;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.rewrite.Tokenizer;
import org.fingerpost.api.submit.Prospect;
import org.fingerpost.core.alias.Preview;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.MessageMacros;
import org.fingerpost.core.policy.PolicySurroundings;
import org.fingerpost.core.route.Resolver;

/** {@code -bv}: where mail to addresses would go by a policy, its aliases followed, without a router. */
final class VerifyMode {

    private final Generation generation;
    private final Preview preview;
    private final Screen screen;

    /** @param directory that relative names of files in the policy count from */
    VerifyMode(Policy policy, Path directory, TableTypes types, DebugLevels debug, PrintStream out) {
        screen = new Screen(out);
        generation = new Generation(0, policy, types.services(), directory);
        Origin user = Origin.local(System.getProperty("user.name"));
        Resolver resolver = new Resolver(generation, new PolicySurroundings(generation, MessageMacros.of(policy, user),
                types.services(),
                new RuleSetPrinter(screen, debug)));
        preview = new Preview(generation, types.services(), resolver);
    }

    /** Prints a line for each recipient; gives the exit status, that of the first which is refused. */
    int run(List<String> words) {
        try {
            List<String> addresses = new ArrayList<>();
            words.forEach(word -> addresses.addAll(cut(word)));
            int status = 0;
            for (Prospect prospect : Prospect.ordered(preview.of(addresses))) {
                screen.line(prospect.toString());
                status = status == 0 ? prospect.exitStatus() : status;
            }
            screen.flush();
            return status;
        } finally {
            generation.release();
        }
    }

    /** The addresses of a list, the last one first, as sendmail takes them. */
    private List<String> cut(String list) {
        List<String> addresses = new ArrayList<>();
        Tokenizer tokenizer = generation.engine().tokenizer();
        for (int at = 0; at <= list.length();) {
            int end = tokenizer.tokenizeItem(list, at).end();
            addresses.add(list.substring(at, Math.max(at, end)).strip());
            at = end + 1;
        }
        addresses.removeIf(String::isEmpty);
        Collections.reverse(addresses);
        return addresses;
    }

    /** Prints the rules' steps only if {@code -d21} asks for them, and says what they are. */
    private static final class RuleSetPrinter extends StepPrinter {

        private static final String PREFIX = "rewrite: ruleset ";

        private final Screen screen;
        private final DebugLevels debug;

        RuleSetPrinter(Screen screen, DebugLevels debug) {
            super(screen, debug);
            this.screen = screen;
            this.debug = debug;
        }

        @Override
        public void entered(String ruleSet, List<String> tokens) {
            if (debug.at(DebugLevels.RULES, 1)) {
                screen.print(PREFIX);
                super.entered(ruleSet, tokens);
            }
        }

        @Override
        public void left(String ruleSet, List<String> tokens) {
            if (debug.at(DebugLevels.RULES, 1)) {
                screen.print(PREFIX);
                super.left(ruleSet, tokens);
            }
        }
    }
}
