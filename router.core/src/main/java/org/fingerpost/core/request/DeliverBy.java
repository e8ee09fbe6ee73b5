package org.fingerpost.core.request;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.queue.Job;

/**
 * By when a message is to be delivered: {@code BY=} seconds {@code ;R} or {@code ;N}, and perhaps {@code T} (RFC 2852 §4).
 *
 * @param seconds from when the message came or was let go; with N it may be over already
 * @param returns R: it is returned then; otherwise its sender is told that it takes longer, and delivery goes on
 * @param traced  T: its sender is told of each router that it is handed on to
 */
public record DeliverBy(long seconds, boolean returns, boolean traced) {

    static final String BY = "BY";
    private static final Pattern SYNTAX = Pattern.compile("([+-]?\\d{1,9});([RrNn])([Tt]?)");
    private static final long MOST = 999_999_999;

    /** Empty if nothing is asked for, or nothing that can be read. */
    public static Optional<DeliverBy> of(ReversePath sender) {
        String text = sender.parameters().get(BY);
        Matcher matcher = text == null ? null : SYNTAX.matcher(text);
        return matcher == null || !matcher.matches() ? Optional.empty()
                : Optional.of(new DeliverBy(Long.parseLong(matcher.group(1)), matcher.group(2).equalsIgnoreCase("R"),
                        !matcher.group(3).isEmpty()));
    }

    /** The time that it means for a message. */
    public Instant deadline(Job job) {
        return FutureRelease.start(job).plusSeconds(seconds);
    }

    /** The deadline after which a message is returned, if its sender has set one. */
    public static Optional<Instant> end(Job job) {
        return of(job.sender()).filter(DeliverBy::returns).map(by -> by.deadline(job));
    }

    /** The deadline at which its sender is told that a message takes longer, if he has set one. */
    public static Optional<Instant> notice(Job job) {
        return of(job.sender()).filter(by -> !by.returns).map(by -> by.deadline(job));
    }

    /** What the next router is to be told: what is left of the time (RFC 2852 §4.1.4). */
    String remaining(Job job, Instant now) {
        long left = Math.max(-MOST, Math.min(MOST, Duration.between(now, deadline(job)).toSeconds()));
        return left + ";" + (returns ? "R" : "N") + (traced ? "T" : "");
    }
}
