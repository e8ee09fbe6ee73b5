package org.fingerpost.cli;

import java.util.List;

/**
 * As much of sendmail's command line as one must know to leave a message without a router: whether it is a message at all, where
 * it ends, and whether somebody is to get it. The router reads the line again and in full. Used once.
 */
final class SendmailLine {

    static final String SUBMISSION = "m";
    static final String PRINT_QUEUE = "p";
    static final String REBUILD_ALIASES = "i";
    static final String RUN_QUEUE = "q";
    static final String SMTP = "s";

    private static final String WITH_VALUE = "ABbCDdeFfhLMNOopQqRrVX";
    private static final String SUPPORTED = "AbBeFfGiLmnNOoprRstUvV";

    private static final String OPTIONAL_VALUE = "qQ";

    private String mode = SUBMISSION;
    private boolean dotEnds = true;
    private boolean fromHeader;
    private int recipients;
    private String unsupported = "";

    /** @param words without the program's name */
    static SendmailLine read(List<String> words) {
        SendmailLine line = new SendmailLine();
        int i = 0;
        while (i < words.size() && isOption(words.get(i))) {
            if (words.get(i).equals("--")) {
                i++;
                break;
            }
            i = line.letters(words, i);
        }
        line.recipients = words.size() - i;
        return line;
    }

    private static boolean isOption(String word) {
        return word.length() > 1 && word.charAt(0) == '-';
    }

    /** Takes the options in word {@code i}; gives the number of the word after them and their values. */
    private int letters(List<String> words, int i) {
        String word = words.get(i);
        if (word.startsWith("--")) {
            object("unknown option " + word);
            return i + 1;
        }
        for (int at = 1; at < word.length(); at++) {
            char option = word.charAt(at);
            if (WITH_VALUE.indexOf(option) < 0) {
                take(option, "");
            } else if (at + 1 < word.length()) {
                take(option, word.substring(at + 1));
                return i + 1;
            } else if (OPTIONAL_VALUE.indexOf(option) >= 0) {
                take(option, "");
            } else {
                take(option, i + 1 < words.size() ? words.get(i + 1) : "");
                return Math.min(i + 2, words.size());
            }
        }
        return i + 1;
    }

    private void take(char option, String value) {
        if (option == 't') {
            fromHeader = true;
        } else if (option == 'i' || option == 'o' && value.equals("i")) {
            dotEnds = false;
        } else if (option == 'b') {
            mode = value;
        } else if (option == 'q' || option == 'Q') {
            mode = mode.equals(PRINT_QUEUE) ? mode : RUN_QUEUE;
        } else if (SUPPORTED.indexOf(option) < 0) {
            object("option -" + option + " is not supported in this version");
        }
    }

    private void object(String reason) {
        unsupported = unsupported.isEmpty() ? reason : unsupported;
    }

    /** What follows {@code -b}: one of the constants, or another letter. */
    String mode() {
        return mode;
    }

    /** Whether a line of a single dot ends the message. */
    boolean dotEnds() {
        return dotEnds;
    }

    /** Why the router would never take this message; empty if nothing speaks against it. */
    String objection() {
        if (mode.equals(SMTP) && recipients > 0) {
            return "-bs takes no recipients: they are named in the dialogue";
        }
        return unsupported.isEmpty() && recipients == 0 && !fromHeader && !mode.equals(SMTP)
                ? "Recipient names must be specified" : unsupported;
    }
}
