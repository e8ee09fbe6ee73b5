package org.fingerpost.testmode;

import java.util.Arrays;
import java.util.List;

import org.fingerpost.api.policy.MacroText;

/** {@code .Dxvalue} and {@code .Cxwords}. */
final class DefineCommand implements Command {

    private final Session session;

    DefineCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run(String line) {
        if (line.length() == 1) {
            session.screen().line("Usage: .[DC]macro value(s)");
            return;
        }
        switch (line.charAt(1)) {
            case 'D' -> MacroName.read(line, 2, session.screen())
                    .ifPresent(name -> session.define(name.text(), MacroText.parse(value(line, name.end()))));
            case 'C' -> words(line);
            default -> session.screen().line("Unknown \".\" command " + line);
        }
    }

    /** A value ends before the blanks at its end; of a value that is nothing but blanks one stays. */
    private static String value(String line, int from) {
        String value = line.substring(from);
        String bare = value.stripTrailing();
        return bare.isEmpty() && !value.isEmpty() ? value.substring(0, 1) : bare;
    }

    private void words(String line) {
        if (line.length() == 2) {
            return; // as sendmail has it, without a word
        }
        MacroName.read(line, 2, session.screen()).ifPresent(name -> {
            String text = session.expand(line.substring(name.end()));
            List<String> words = Arrays.stream(text.split("[ \t\n\r\f\u000b]+")).filter(word -> !word.isEmpty()).toList();
            session.addToClass(name.text(), words);
        });
    }
}
