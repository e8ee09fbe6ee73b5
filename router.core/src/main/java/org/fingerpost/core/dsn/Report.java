package org.fingerpost.core.dsn;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.queue.Job;
import org.fingerpost.core.request.BodyType;
import org.fingerpost.core.request.RequireTls;

/**
 * What is to be told to whom.
 *
 * @param job          the message
 * @param to           its sender, or the owner of the list that all of them are in, or the postmaster if it has no sender
 * @param reported     at least one; in the order of {@link Action}, then of the message
 * @param returnsBody  whether the policy lets a body out again
 */
record Report(Job job, String to, List<Reported> reported, boolean returnsBody) {

    private static final String SMTPUTF8 = "SMTPUTF8";

    /** @throws IllegalArgumentException if there is nothing to report */
    Report {
        if (reported.isEmpty()) {
            throw new IllegalArgumentException("nothing to report for " + job.id());
        }
        reported = reported.stream().sorted(Comparator.comparing(Reported::action)).toList();
    }

    /** The worst that it tells. */
    Action main() {
        return reported.get(0).action();
    }

    Stream<Reported> with(Action action) {
        return reported.stream().filter(one -> one.action() == action);
    }

    /** Whether a human gets it because there is no sender. */
    boolean isForPostmaster() {
        return job.sender().isNull();
    }

    /** Whether the owner of a list gets it, who neither wrote the message nor asked for anything. */
    boolean isForOwner() {
        return !isForPostmaster() && !to.equals(job.sender().address());
    }

    /** As sendmail words it, which programs know. */
    String subject(Instant now) {
        return switch (main()) {
            case FAILED -> isForPostmaster() ? "Postmaster notify: see transcript for details"
                    : "Returned mail: see transcript for details";
            case DELAYED -> "Warning: could not send message for past " + age(now);
            default -> "Return receipt";
        };
    }

    private String age(Instant now) {
        Duration age = Duration.between(job.arrived(), now);
        return age.toHours() >= 1 ? counted(age.toHours(), "hour")
                : age.toMinutes() >= 1 ? counted(age.toMinutes(), "minute") : counted(age.toSeconds(), "second");
    }

    private static String counted(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }

    /**
     * Whether the message itself comes back, with its body (RFC 3461 §4.3, §6.2): not unless it has failed, not if the sender
     * said that the header is enough, not if it was to be protected on its way (RFC 8689 §5), and not if a report cannot hold it.
     */
    boolean returnsWhole(long bodySize, long most) {
        return main() == Action.FAILED && returnsBody && bodySize <= most && !RequireTls.isAskedFor(job)
                && !BodyType.isBinary(job.sender())
                && (isForOwner() || !"HDRS".equalsIgnoreCase(job.sender().parameters().get("RET")));
    }

    /** Whether letters beyond ASCII are in what it says, to somebody whose mail may have them (RFC 6533 §3). */
    boolean isGlobal() {
        return isForeign() && (job.sender().parameters().containsKey(SMTPUTF8) || !Utf8.isAscii(to));
    }

    /** Whether there are such letters, and the status for programs has to be in ASCII all the same. */
    boolean isToBeEscaped() {
        return isForeign() && !isGlobal();
    }

    private boolean isForeign() {
        return reported.stream().flatMap(Reported::texts).anyMatch(Utf8::isForeign);
    }

    /** From whom it goes, with what its way needs. */
    ReversePath sender() {
        return Utf8.isAscii(to) ? ReversePath.NULL : new ReversePath("", Map.of(SMTPUTF8, ""));
    }

    /** Whether what it says, the message itself apart, has octets above 127. */
    boolean isEightBit() {
        return !(Utf8.isAscii(to) && reported.stream().flatMap(Reported::texts).allMatch(Utf8::isAscii));
    }
}
