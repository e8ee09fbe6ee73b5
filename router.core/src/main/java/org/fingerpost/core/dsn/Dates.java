package org.fingerpost.core.dsn;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as headers have them (RFC 5322 §3.3). */
final class Dates {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.US);

    private Dates() {
    }

    /** @param clock its zone is used */
    static String format(Instant time, Clock clock) {
        return FORMAT.format(time.atZone(clock.getZone()));
    }
}
