package org.fingerpost.core.header;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line {@code From sender Thu Jan  1 00:00:00 1970} before a message, as mailboxes and UUCP have it.
 *
 * @param line without its line end
 */
public record Postmark(String line) {

    static final String MARK = "From ";

    private static final Pattern CTIME = Pattern.compile(
            " (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) +([A-Z][a-z]{2}) +(\\d{1,2}) +(\\d{1,2}):(\\d\\d)(?::(\\d\\d))? +"
                    + "(?:[A-Z]{3} +)?(\\d{4})");
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final DateTimeFormatter RFC5322 = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

    /** The date in it, as headers have it; empty if there is none. No zone is given there: it counts as Greenwich's. */
    public Optional<String> date() {
        Matcher found = CTIME.matcher(line);
        if (!found.find()) {
            return Optional.empty();
        }
        int month = MONTHS.indexOf(found.group(1));
        try {
            return month < 0 || month % 3 != 0 ? Optional.empty() : Optional.of(RFC5322.format(time(found, month / 3 + 1)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static LocalDateTime time(Matcher found, int month) {
        int seconds = found.group(5) == null ? 0 : number(found, 5);
        return LocalDateTime.of(number(found, 6), month, number(found, 2), number(found, 3), number(found, 4), seconds);
    }

    private static int number(Matcher found, int group) {
        return Integer.parseInt(found.group(group));
    }
}
