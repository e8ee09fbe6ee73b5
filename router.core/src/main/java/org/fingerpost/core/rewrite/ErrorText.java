package org.fingerpost.core.rewrite;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.fingerpost.api.rewrite.Resolution.Refusal;

/**
 * A refusal as tables have it: {@code :error:} or {@code error:}, then as sendmail has it {@code D.S.N:text}, or a word and a
 * text, and in all of them a reply code and a status that the text may begin with. What says neither is 550 5.1.1.
 */
public final class ErrorText {

    private static final String MARK = "error:";
    private static final Pattern STATUS = Pattern.compile("([45]\\.\\d{1,3}\\.\\d{1,3}):(.*)", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("([A-Za-z]+)(?:[: ]\\s*(.*))?", Pattern.DOTALL);
    private static final Pattern SAYS_NOTHING = Pattern.compile("(?:[45]\\d\\d)?\\s*(?:[45]\\.\\d{1,3}\\.\\d{1,3})?\\s*");

    private ErrorText() {
    }

    /** Empty if {@code value} is no refusal. */
    public static Optional<Refusal> of(String value) {
        return of(value, 0);
    }

    /** The same of what begins at {@code from}. */
    public static Optional<Refusal> of(String value, int from) {
        int mark = from;
        while (mark < value.length() && value.charAt(mark) <= ' ') {
            mark++;
        }
        mark += mark < value.length() && value.charAt(mark) == ':' ? 1 : 0;
        return value.regionMatches(true, mark, MARK, 0, MARK.length())
                ? Optional.of(refusal(value.substring(mark + MARK.length()).strip())) : Optional.empty();
    }

    private static Refusal refusal(String said) {
        Matcher status = STATUS.matcher(said);
        Matcher word = WORD.matcher(said);
        String kind = "nouser";
        String text = said;
        if (status.matches()) {
            kind = status.group(1);
            text = status.group(2).strip();
        } else if (word.matches() && ErrorMailer.isWord(word.group(1))) {
            kind = word.group(1);
            text = word.group(2) == null ? "" : word.group(2);
        }
        return ErrorMailer.refusal(kind, SAYS_NOTHING.matcher(text).matches() ? text + " User unknown" : text);
    }
}
