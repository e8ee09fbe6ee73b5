package org.fingerpost.rules.cf;

import java.util.ArrayList;
import java.util.List;

/** Classes of words in the file itself: the lines C and T. */
final class ClassLines {

    /** Before the name of a class whose members are meant. */
    private static final String OTHER_CLASS = Sign.DOLLAR + "=";

    private final Draft draft;

    ClassLines(Draft draft) {
        this.draft = draft;
    }

    /** {@code Cx word word} and {@code C{Name} word}: macros in it are expanded now. */
    void words(LogicalLine line) {
        Names.required(line, draft.problems()).ifPresent(name -> {
            draft.addToClass(name.name(), List.of());
            for (String word : split(line.text().substring(name.end()))) {
                draft.addToClass(name.name(), word.startsWith(OTHER_CLASS) ? members(word) : split(draft.expand(line, word)));
            }
        });
    }

    private List<String> members(String word) {
        return List.copyOf(draft.policy().members(Sign.octets(Names.translated(word, OTHER_CLASS.length()).name())));
    }

    /** {@code Tuser user}: class t, without macros. */
    void trusted(LogicalLine line) {
        draft.addToClass("t", split(line.rest()));
    }

    /** The words between white space. */
    static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int start = at;
            while (at < text.length() && !LogicalLine.isSpace(text.charAt(at))) {
                at++;
            }
            if (at > start) {
                words.add(text.substring(start, at));
            }
            at++;
        }
        return words;
    }
}
