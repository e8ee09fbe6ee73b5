package org.fingerpost.testmode;

import java.util.List;
import java.util.Optional;

import org.fingerpost.api.rewrite.Tokenizer.ListItem;
import org.fingerpost.core.rewrite.Rewritten;
import org.fingerpost.core.rewrite.Status;

/** {@code 3,0 address, address}: runs rule sets over addresses, one after the other. */
final class RuleSetsCommand implements Command {

    private final Session session;
    private final RuleSetNames names;

    RuleSetsCommand(Session session) {
        this.session = session;
        this.names = new RuleSetNames(session);
    }

    @Override
    public void run(String line) {
        int start = blanksEnd(line, 0);
        int end = start;
        while (end < line.length() && !isBlank(line.charAt(end))) {
            end++;
        }
        if (end == line.length()) {
            session.screen().line("No address!");
            return;
        }
        String ruleSets = line.substring(start, end);
        String addresses = line.substring(end + 1);
        if (AddressChecks.isAcceptable(addresses, "", session.screen())) {
            int at = 0;
            while (at <= addresses.length()) {
                ListItem item = session.engine().ruleTokenizer().tokenizeItem(addresses, at);
                String rest = addresses.substring(at);
                item.tokenization().problems().forEach(problem -> session.screen().complain("553", rest, problem.text()));
                rewrite(ruleSets, item.tokenization().tokens());
                at = item.end() + 1;
            }
        }
    }

    private static int blanksEnd(String line, int from) {
        int i = from;
        while (i < line.length() && isBlank(line.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    private void rewrite(String ruleSets, List<String> address) {
        List<String> tokens = address;
        String rest = tokens.isEmpty() ? "" : ruleSets;
        while (!rest.isEmpty()) {
            Optional<String> name = names.find(rest);
            if (name.isEmpty()) {
                session.screen().line("Undefined ruleset " + rest);
                return;
            }
            Rewritten result = session.engine().evaluate(name.get(), tokens, session);
            if (result.status() != Status.OK) {
                session.screen().line("== Ruleset " + rest + " (" + names.numberOf(name.get()) + ") status " + result.status().exitStatus());
            }
            tokens = result.tokens();
            int comma = rest.indexOf(',');
            rest = comma < 0 ? "" : rest.substring(comma + 1);
        }
    }
}
