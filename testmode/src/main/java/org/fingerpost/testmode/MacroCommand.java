package org.fingerpost.testmode;

import java.util.Map;
import java.util.Set;

import org.fingerpost.api.policy.MacroText;

/** {@code $x} and {@code ${name}}: a macro, not expanded; {@code $=x}: the members of a class. */
final class MacroCommand implements Command {

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
        // A doubled dollar sign was one when the value was read.
        String text = session.definition(macro).map(MacroText::source).map(source -> Screen.visible(source.replace("$$", "$")))
                .orElse("Undefined");
        session.screen().line(text);
    }
}
