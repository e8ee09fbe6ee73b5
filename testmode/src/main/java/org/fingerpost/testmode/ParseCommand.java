package org.fingerpost.testmode;

import java.util.List;

import org.fingerpost.api.rewrite.Tokenizer.Tokenization;

/** {@code /parse address}: where the address goes. */
final class ParseCommand implements Command {

    private final Session session;

    ParseCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run(String address) {
        Screen screen = session.screen();
        if (address.isEmpty()) {
            screen.line("Usage: /parse address");
            return;
        }
        screen.line("Cracked address = " + Screen.visible(session.rewriter().cracked(address)));
        screen.line("Parsing " + session.kind() + " address");
        Tokenization cut = session.engine().tokenizer().tokenize(address);
        cut.problems().forEach(problem -> screen.complain("553", address, problem.text()));
        if (cut.tokens().isEmpty() || !AddressChecks.isAcceptable(address, address, screen)) {
            screen.line("Cannot parse");
            return;
        }
        List<String> tokens = session.apply("0", session.apply("3", cut.tokens()));
        screen.line(new Destination(session, address).of(tokens));
    }
}
