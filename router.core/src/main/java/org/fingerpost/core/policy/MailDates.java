package org.fingerpost.core.policy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates as mail writes them. Any thread. */
public final class MailDates {

    /** RFC 5322 §3.3: {@code Sun, 22 Nov 2026 04:45:48 +0000}, and the zone's name as a comment. */
    private static final DateTimeFormatter RFC5322 =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z '('zzz')'", Locale.ROOT);
    /** The date of a {@code From } line: {@code Sun Nov 22 04:45:48 2026}. */
    private static final DateTimeFormatter CTIME = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ROOT);
    private static final DateTimeFormatter DIGITS = DateTimeFormatter.ofPattern("yyyyMMddHHmm", Locale.ROOT);

    /** One second as it is written: mail of the same second is all the same to it. */
    private record Written(long second, String rfc5322, String ctime, String digits) {

        static Written of(Instant instant) {
            ZonedDateTime here = instant.atZone(ZoneId.systemDefault());
            return new Written(instant.getEpochSecond(), RFC5322.format(here), CTIME.format(here),
                    DIGITS.format(instant.atZone(ZoneOffset.UTC)));
        }
    }

    private static volatile Written last = Written.of(Instant.EPOCH);

    private MailDates() {
    }

    /** {@code Sun, 22 Nov 2026 04:45:48 +0000 (UTC)}, in the machine's zone. */
    public static String rfc5322(Instant instant) {
        return written(instant).rfc5322();
    }

    public static String ctime(Instant instant) {
        return written(instant).ctime();
    }

    /** {@code 202611220445}, UTC. */
    public static String digits(Instant instant) {
        return written(instant).digits();
    }

    private static Written written(Instant instant) {
        Written written = last;
        if (written.second() != instant.getEpochSecond()) {
            written = Written.of(instant);
            last = written;
        }
        return written;
    }
}
