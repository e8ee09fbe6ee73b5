package org.fingerpost.mailer.file;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.fingerpost.api.mail.ReversePath;

/** The line that begins a message in an mbox: {@code From sender Thu Jan  1 00:00:00 1970}. */
final class FromLine {

    private static final DateTimeFormatter CTIME = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.US);

    private FromLine() {
    }

    /** With its LF. Readers take the sender to end at the first blank, so there is none in it. */
    static String of(ReversePath sender, Clock clock) {
        String name = sender.isNull() ? "MAILER-DAEMON" : sender.address().replaceAll("[\\x00-\\x20\\x7f]", "_");
        return "From " + name + " " + CTIME.format(ZonedDateTime.now(clock)) + "\n";
    }
}
