package org.fingerpost.mailer.prog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The command that an alias or forward file names, read as sh(1) would as far as no shell is needed for it: words, quotes,
 * backslashes, a comment, and what people put around the program of their choice: {@code IFS=' ' && exec} before it,
 * {@code || exit 75} behind it.
 *
 * @param words     the program and its arguments; of no use if a shell is needed
 * @param whenFails the exit status to give in place of any other but 0
 * @param shell     why a shell is needed: what stands there; empty if none is
 */
record CommandLine(List<String> words, OptionalInt whenFails, Optional<String> shell) {

    private static final Pattern SEPARATORS = Pattern.compile("IFS=(?:' '|\" \")\\s*&&\\s*");
    private static final Pattern EXEC = Pattern.compile("exec\\s+");
    private static final Pattern OTHERWISE = Pattern.compile("\\|\\|\\s*exit\\s+(\\d{1,3})\\s*(?:#.*)?");
    private static final int MAX_STATUS = 255;
    /** What means something to a shell outside of quotes; some of it only where a word begins. */
    private static final String SPECIAL = "|&;<>()$`*?[]{}\n";
    private static final String SPECIAL_FIRST = "~!";
    private static final String SPECIAL_IN_QUOTES = "$`";
    private static final String ESCAPED_IN_QUOTES = "\"\\$`";
    /** Words that are no programs. */
    private static final Set<String> BUILT_IN = Set.of(".", ":", "alias", "bg", "break", "case", "cd", "command", "continue",
            "eval", "exec", "exit", "export", "fc", "fg", "for", "function", "getopts", "hash", "if", "jobs", "let", "local",
            "read", "readonly", "return", "set", "shift", "source", "time", "times", "trap", "type", "ulimit", "umask", "unalias",
            "unset",
            "until", "wait", "while");

    CommandLine {
        words = List.copyOf(words);
    }

    static CommandLine parse(String command) {
        return new Reader(command.strip()).read();
    }

    /** One pass over the text. */
    private static final class Reader {

        private final String text;
        private final List<String> words = new ArrayList<>();
        private final StringBuilder word = new StringBuilder();
        private boolean inWord;
        private int at;
        private OptionalInt whenFails = OptionalInt.empty();
        private String shell = "";

        Reader(String text) {
            this.text = text;
        }

        CommandLine read() {
            skip(SEPARATORS);
            skip(EXEC);
            while (at < text.length() && shell.isEmpty()) {
                step(text.charAt(at));
            }
            endWord();
            if (shell.isEmpty()) {
                shell = objection();
            }
            return new CommandLine(words, whenFails, Optional.of(shell).filter(reason -> !reason.isEmpty()));
        }

        private void skip(Pattern what) {
            Matcher matcher = what.matcher(text).region(at, text.length());
            at = matcher.lookingAt() ? matcher.end() : at;
        }

        private void step(char c) {
            if (c == ' ' || c == '\t') {
                endWord();
                at++;
            } else if (c == '#' && !inWord) {
                at = text.length();
            } else if (c == '\'') {
                quoted();
            } else if (c == '"') {
                doublyQuoted();
            } else if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) != '\n') {
                add(text.charAt(at + 1));
                at += 2;
            } else if (SPECIAL.indexOf(c) >= 0 || c == '\\' || !inWord && SPECIAL_FIRST.indexOf(c) >= 0) {
                special(c);
            } else {
                add(c);
                at++;
            }
        }

        private void special(char c) {
            Matcher otherwise = OTHERWISE.matcher(text).region(at, text.length());
            if (otherwise.matches() && Integer.parseInt(otherwise.group(1)) <= MAX_STATUS) {
                whenFails = OptionalInt.of(Integer.parseInt(otherwise.group(1)));
                at = text.length();
            } else {
                shell = Character.toString(c);
            }
        }

        private void quoted() {
            int end = text.indexOf('\'', at + 1);
            if (end < 0) {
                shell = "'";
                return;
            }
            inWord = true;
            word.append(text, at + 1, end);
            at = end + 1;
        }

        private void doublyQuoted() {
            inWord = true;
            for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
                char c = text.charAt(at);
                if (SPECIAL_IN_QUOTES.indexOf(c) >= 0) {
                    shell = Character.toString(c);
                    return;
                }
                boolean escape = c == '\\' && at + 1 < text.length() && ESCAPED_IN_QUOTES.indexOf(text.charAt(at + 1)) >= 0;
                at += escape ? 1 : 0;
                word.append(text.charAt(at));
            }
            shell = at < text.length() ? "" : "\"";
            at++;
        }

        private void add(char c) {
            inWord = true;
            word.append(c);
        }

        private void endWord() {
            if (inWord) {
                words.add(word.toString());
                word.setLength(0);
                inWord = false;
            }
        }

        private String objection() {
            if (words.isEmpty()) {
                return "no program";
            }
            String first = words.get(0);
            boolean assignment = first.indexOf('=') >= 0 && first.indexOf('/') < 0;
            return assignment ? "=" : BUILT_IN.contains(first) ? first : "";
        }
    }
}
