package org.fingerpost.core.policy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates as mail writes them. */
public final class MailDates {

    /** RFC 5322 §3.3: {@code Sun, 22 Nov 2026 04:45:48 +0000}. */
    private static final DateTimeFormatter RFC5322 = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ROOT);
    /** The date of a {@code From } line: {@code Sun Nov 22 04:45:48 2026}. */
    private static final DateTimeFormatter CTIME = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT);
    private static final DateTimeFormatter DIGITS = DateTimeFormatter.ofPattern("yyyyMMddHHmm", Locale.ROOT);

    private MailDates() {
    }

    /** {@code Sun, 22 Nov 2026 04:45:48 +0000 (UTC)}, in the machine's zone. */
    public static String rfc5322(Instant instant) {
        ZonedDateTime time = instant.atZone(ZoneId.systemDefault());
        return RFC5322.format(time) + " (" + DateTimeFormatter.ofPattern("zzz", Locale.ROOT).format(time) + ")";
    }

    public static String ctime(Instant instant) {
        return CTIME.format(instant.atZone(ZoneId.systemDefault()));
    }

    /** {@code 202611220445}, UTC. */
    public static String digits(Instant instant) {
        return DIGITS.format(instant.atZone(ZoneOffset.UTC));
    }
}
