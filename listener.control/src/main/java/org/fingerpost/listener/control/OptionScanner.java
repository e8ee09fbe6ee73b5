package org.fingerpost.listener.control;

import java.util.List;

/**
 * Cuts a command line into options of one letter as getopt does: {@code -ti}, {@code -f sender}, {@code -fsender}, {@code --}.
 * Options end at the first word that is none: what stands among the recipients is never taken for an option. Of one thread.
 */
final class OptionScanner {

    /** {@code -q30m}, {@code -q}: their values are never words of their own. */
    private static final String OPTIONAL_VALUE = "qQ";

    private final List<String> words;
    private final String withValue;
    private int word;
    private int letter = 1;
    private String value = "";

    /** @param withValue the letters that take a value */
    OptionScanner(List<String> words, String withValue) {
        this.words = words;
        this.withValue = withValue;
    }

    /**
     * The next option's letter, 0 if there are no more.
     *
     * @throws UsageException if it needs a value and has none
     */
    char next() throws UsageException {
        if (word >= words.size() || !isOption(words.get(word))) {
            return 0;
        }
        String text = words.get(word);
        if (text.equals("--")) {
            word++;
            return 0;
        }
        if (letter == 1 && text.startsWith("--")) {
            throw new UsageException("unknown option " + text);
        }
        char option = text.charAt(letter++);
        if (withValue.indexOf(option) >= 0) {
            value = takeValue(option, text);
        } else if (letter == text.length()) {
            nextWord();
        }
        return option;
    }

    /** The value of the last option that takes one. */
    String value() {
        return value;
    }

    /** What follows the options. */
    List<String> operands() {
        return words.subList(word, words.size());
    }

    private boolean isOption(String text) {
        // Between the letters of a word that was begun there is no question.
        return letter > 1 || text.length() > 1 && text.charAt(0) == '-';
    }

    private String takeValue(char option, String text) throws UsageException {
        String rest = text.substring(letter);
        nextWord();
        if (!rest.isEmpty() || OPTIONAL_VALUE.indexOf(option) >= 0) {
            return rest;
        }
        if (word == words.size()) {
            throw new UsageException("option -" + option + " requires an argument");
        }
        return words.get(word++);
    }

    private void nextWord() {
        word++;
        letter = 1;
    }
}
