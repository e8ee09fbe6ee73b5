package org.fingerpost.testmode;

import java.util.List;
import java.util.Optional;

import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.rewrite.Tokenizer.Problem;
import org.fingerpost.api.rewrite.Tokenizer.Tokenization;
import org.fingerpost.core.rewrite.Rewritten;
import org.fingerpost.core.rewrite.Status;

/** {@code /try mailer address}: the address as this mailer is given it. */
final class TryCommand implements Command {

    /** Octets of an address that is given up. */
    private static final int MAX_ADDRESS = 256;

    private final Session session;

    TryCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run(String line) {
        String[] words = line.split("[ \t]+", 2);
        if (words.length < 2) {
            session.screen().line("Usage: /try mailer address");
            return;
        }
        Optional<MailerDefinition> mailer = session.mailer(words[0]);
        if (mailer.isEmpty()) {
            session.screen().line("Unknown mailer " + words[0]);
            return;
        }
        session.screen().line("Trying " + session.kind() + " address " + words[1] + " for mailer " + words[0]);
        new Attempt(mailer.get(), words[1]).run();
    }

    /** One address for one mailer. */
    private final class Attempt {

        private final MailerDefinition mailer;
        private final String address;
        private int status;

        Attempt(MailerDefinition mailer, String address) {
            this.mailer = mailer;
            this.address = address;
        }

        void run() {
            String result = rewritten();
            session.screen().line("Rcode = " + status + ", addr = " + result);
        }

        private String rewritten() {
            Tokenization cut = session.engine().tokenizer().tokenize(address);
            cut.problems().forEach(problem -> session.screen().complain("553", address, problem.text()));
            if (cut.tokens().isEmpty()) {
                boolean cutShort = cut.problems().contains(Problem.ADDRESS_TOO_LONG);
                return cutShort ? address.substring(0, Math.min(MAX_ADDRESS, address.length())) : address;
            }
            List<String> tokens = apply("3", cut.tokens());
            tokens = apply(session.kind().isSender() ? "1" : "2", tokens);
            Optional<String> own = session.kind().ruleSet(mailer);
            tokens = own.isPresent() ? apply(own.get(), tokens) : tokens;
            String text = session.text(apply("4", tokens));
            return mailer.has('c') ? text : session.rewriter().framed(address, text);
        }

        private List<String> apply(String ruleSet, List<String> tokens) {
            Rewritten result = session.engine().evaluate(ruleSet, tokens, session);
            status = result.status() == Status.TEMPORARY ? Status.TEMPORARY.exitStatus() : status;
            return result.tokens();
        }
    }
}
