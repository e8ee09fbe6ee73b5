package org.fingerpost.listener.smtp.extension;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Until when the message is to be kept before it is delivered: a date and time of RFC 3339 §5.6 (RFC 4865 §3). */
final class HoldUntilParameter implements Parameter {

    private static final int MAX = 40;

    @Override
    public String keyword() {
        return "HOLDUNTIL";
    }

    @Override
    public Extension extension() {
        return Extension.FUTURERELEASE;
    }

    @Override
    public void check(String value, Offering offering) throws BadParameter {
        Instant latest = offering.now().plus(offering.in().router().hold());
        if (time(value).isAfter(latest)) {
            throw BadParameter.ofForm("HOLDUNTIL is " + latest.truncatedTo(ChronoUnit.SECONDS) + " at the latest");
        }
    }

    private static Instant time(String value) throws BadParameter {
        try {
            if (value.length() <= MAX) {
                return OffsetDateTime.parse(value.toUpperCase(Locale.ROOT)).toInstant();
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw BadParameter.ofForm("HOLDUNTIL is a date and time such as 2030-01-31T08:00:00Z");
    }
}
