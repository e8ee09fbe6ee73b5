package org.fingerpost.testmode;

import java.util.Map;
import java.util.Set;

import org.fingerpost.api.policy.MacroText;

/** {@code $x} and {@code ${name}}: a macro, not expanded; {@code $=x}: the members of a class. */
final class MacroCommand implements Command {

    /** Macros that sendmail has for the operators of rules. */
    private static final String OPERATORS = "#&()*+-.0123456789:>?@[]|~";

    private final Session session;

    MacroCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run(String line) {
        boolean isClass = line.startsWith("$=");
        MacroName.read(line, isClass ? 2 : 1, session.screen()).ifPresent(name -> {
            if (isClass) {
                members(name.text());
            } else {
                value(name.text());
            }
        });
    }

    private void members(String className) {
        Map<String, Set<String>> classes = session.policy().classes();
        classes.getOrDefault(className, Set.of()).forEach(session.screen()::line);
    }

    private void value(String macro) {
        // A doubled dollar sign was one when the value was read; a name of one character needs no braces.
        String text = session.definition(macro).map(MacroText::source)
                .map(source -> Screen.visible(source.replaceAll("(\\$&?)\\{(.)\\}", "$1$2").replace("$$", "$")))
                .orElse(macro.length() == 1 && OPERATORS.contains(macro) ? "$" + macro : "Undefined");
        session.screen().line(text);
    }
}
