package org.fingerpost.testmode;

import java.util.List;
import java.util.stream.Collectors;

import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.policy.Rule;
import org.fingerpost.api.policy.Symbol;

/** {@code =Sname}: the rules of a rule set; {@code =M}: the mailers. */
final class ShowCommand implements Command {

    private final Session session;
    private final RuleSetNames names;

    ShowCommand(Session session) {
        this.session = session;
        this.names = new RuleSetNames(session);
    }

    @Override
    public void run(String line) {
        if (line.length() == 1) {
            session.screen().line("Usage: =Sruleset or =M");
            return;
        }
        switch (line.charAt(1)) {
            case 'S' -> ruleSet(line.substring(2));
            case 'M' -> mailers();
            default -> session.screen().line("Unknown \"=\" command " + line);
        }
    }

    private void ruleSet(String name) {
        names.find(name).ifPresentOrElse(
                found -> session.policy().ruleSet(found).ifPresent(set -> set.rules().forEach(this::rule)),
                () -> session.screen().line("Undefined ruleset " + RuleSetNames.shown(name)));
    }

    private void rule(Rule rule) {
        session.screen().line("R" + side(rule.left()) + "\t\t" + side(rule.right()));
    }

    private static String side(List<Symbol> symbols) {
        return symbols.stream().map(symbol -> Screen.visible(symbol.toString()) + " ").collect(Collectors.joining());
    }

    private void mailers() {
        MailerLine line = session.mailerLine();
        int number = 0;
        for (MailerDefinition mailer : Mailers.of(session.policy())) {
            session.screen().line(line.of(number++, mailer));
        }
    }
}
