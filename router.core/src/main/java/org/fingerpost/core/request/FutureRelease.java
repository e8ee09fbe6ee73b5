package org.fingerpost.core.request;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.queue.Job;

/**
 * Until when a message is held because its sender asked for that: {@code HOLDFOR=} seconds or {@code HOLDUNTIL=} a time (RFC
 * 4865 §4). In the queue there is {@code HOLDUNTIL} alone.
 */
public final class FutureRelease {

    static final String FOR = "HOLDFOR";
    static final String UNTIL = "HOLDUNTIL";

    private FutureRelease() {
    }

    /** Empty if nothing is asked for, or nothing that can be read. */
    static Optional<Instant> of(Map<String, String> parameters, Instant now) {
        String seconds = parameters.get(FOR);
        if (seconds != null && seconds.matches("\\d{1,9}")) {
            return Optional.of(now.plusSeconds(Long.parseLong(seconds)).truncatedTo(ChronoUnit.SECONDS));
        }
        try {
            return Optional.ofNullable(parameters.get(UNTIL)).map(text -> OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** When the message is let go; empty if it need not wait. */
    public static Optional<Instant> of(ReversePath sender) {
        return sender.parameters().containsKey(UNTIL) ? of(sender.parameters(), Instant.EPOCH) : Optional.empty();
    }

    /** From when on one waits for a message to be delivered: when it came, or when it is let go. */
    public static Instant start(Job job) {
        return of(job.sender()).filter(job.arrived()::isBefore).orElse(job.arrived());
    }

    /** Whether it is held at that time. */
    public static boolean isHeld(Job job, Instant now) {
        return now.isBefore(start(job));
    }

    /** Whether it is no longer from now than anybody may ask for. */
    static boolean isWithin(Instant until, Instant now, Duration most) {
        return !until.isAfter(now.plus(most));
    }
}
