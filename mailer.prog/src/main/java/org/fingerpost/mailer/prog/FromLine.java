package org.fingerpost.mailer.prog;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import org.fingerpost.api.mailer.Delivery;

/**
 * The line before the header that programs expect unless flag {@code n} says otherwise:
 * {@code From sender Thu Jan  1 00:00:00 1970}.
 */
final class FromLine {

    private static final DateTimeFormatter CTIME = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.US);

    private FromLine() {
    }

    /** With its CRLF. Flag {@code U} asks for the form of UUCP: {@code From user date remote from host}. */
    static String of(Delivery delivery, Clock clock) {
        String sender = delivery.sender().isNull()
                ? "MAILER-DAEMON"
                : delivery.sender().address().replaceAll("[\\x00-\\x20\\x7f]", "_");
        String date = CTIME.format(ZonedDateTime.now(clock));
        int bang = delivery.mailer().has('U') ? sender.indexOf('!') : -1;
        return bang > 0
                ? "From " + sender.substring(bang + 1) + " " + date + " remote from " + sender.substring(0, bang) + "\r\n"
                : "From " + sender + " " + date + "\r\n";
    }
}
