package org.fingerpost.rules.cf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/** Classes: words in the file itself (C, T) and in files of their own (F). */
final class ClassLines {

    private static final String BLANKS = " \t\n\r\f\u000b";
    private static final String OPTIONAL = "-o";
    private static final String OTHER_CLASS = "$=";

    private final Draft draft;

    ClassLines(Draft draft) {
        this.draft = draft;
    }

    /** {@code Cx word word} and {@code C{Name} word}: macros in it are expanded now, {@code $=x} is what class x has now. */
    void words(LogicalLine line) {
        Names.required(line, draft.problems()).ifPresent(name -> {
            draft.addToClass(name.name(), List.of());
            for (String word : split(line.text().substring(name.end()))) {
                draft.addToClass(name.name(), word.startsWith(OTHER_CLASS) ? members(word) : split(draft.expand(word)));
            }
        });
    }

    private List<String> members(String word) {
        return Names.scan(word, OTHER_CLASS.length()).map(other -> List.copyOf(draft.policy().members(other.name()))).orElse(List.of());
    }

    /** {@code Tuser user}: class t. */
    void trusted(LogicalLine line) {
        draft.addToClass("t", split(line.rest()));
    }

    /** {@code Fx/file}, {@code F{Name}-o /file pattern}. */
    void file(LogicalLine line) {
        Names.required(line, draft.problems()).ifPresent(name -> {
            draft.addToClass(name.name(), List.of());
            file(line, name);
        });
    }

    private void file(LogicalLine line, Names.Scanned name) {
        String rest = draft.expand(line.text().substring(name.end())).strip();
        boolean optional = rest.startsWith(OPTIONAL);
        String[] words = (optional ? rest.substring(OPTIONAL.length()).strip() : rest).split("[ \t\n]+", 2);
        if (words[0].isEmpty()) {
            draft.problems().error(line, name.end(), "class " + name.name() + " has no file; -o or the name of a file is expected",
                    "fileclass: missing file name");
        } else if (words[0].startsWith("|") || words[0].startsWith("@") || words[0].indexOf(':') > 0) {
            draft.problems().error(line, name.end(),
                    "\"" + words[0] + "\" is no file; classes are read from files only, not from programs or tables",
                    cannotOpen(words[0], "No such file or directory"));
        } else {
            String format = words.length > 1 ? words[1] : "%s";
            ScanPattern.of(format).ifPresentOrElse(pattern -> read(line, name, words[0], optional, pattern),
                    () -> draft.problems().error(line.where(name.end()), "\"" + format + "\" is no pattern; %s or %[set] is expected"));
        }
    }

    private void read(LogicalLine line, Names.Scanned name, String file, boolean optional, ScanPattern pattern) {
        try {
            read(line, name, draft.resolve(file), optional, pattern);
        } catch (InvalidPathException e) { // a NUL; or octets that are no characters where the router runs
            draft.problems().error(line, name.end(), "class " + name.name() + ": \"" + file + "\" cannot be the name of a file",
                    cannotOpen(file, "No such file or directory"));
        }
    }

    private void read(LogicalLine line, Names.Scanned name, Path file, boolean optional, ScanPattern pattern) {
        draft.policy().source(file);
        if (optional && !Files.exists(file)) {
            return;
        }
        try {
            List<String> members = new ArrayList<>();
            for (String text : SourceFile.text(file).split("\n")) {
                if (!text.startsWith("#")) {
                    pattern.scan(text).ifPresent(found -> members.addAll(split(found)));
                }
            }
            draft.addToClass(name.name(), members);
        } catch (IOException e) {
            draft.problems().error(line, name.end(), "class " + name.name() + ": " + e.getMessage(), cannotOpen(file.toString(),
                    Files.exists(file) ? "Regular files only" : "No such file or directory"));
        }
    }

    private static String cannotOpen(String file, String why) {
        return "fileclass: cannot open '" + file + "': " + why;
    }

    private static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(text, BLANKS);
        while (tokens.hasMoreTokens()) {
            words.add(tokens.nextToken());
        }
        return words;
    }
}
