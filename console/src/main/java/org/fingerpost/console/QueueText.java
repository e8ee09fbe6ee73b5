package org.fingerpost.console;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.queue.DestinationState;
import org.fingerpost.api.queue.Hold;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.QueueControl.Entry;
import org.fingerpost.api.queue.Selector;
import org.fingerpost.api.queue.Standing;

/** Jobs as text for people. Immutable. */
final class QueueText {

    private static final String INDENT = "    ";

    private final Instant now;

    QueueText(Instant now) {
        this.now = now;
    }

    /**
     * Prints a line for each job, as the jobs come, and below it one for each of its recipients.
     *
     * @param which what was asked for
     * @return how many jobs
     */
    int list(Selector which, Stream<Entry> entries, PrintStream out) {
        Iterator<Entry> each = entries.iterator();
        out.print(each.hasNext() ? "ID                    SIZE     AGE  SENDER\n"
                : which.equals(Selector.ALL) ? "the queue is empty\n" : "nothing of that is in the queue\n");
        int count = 0;
        for (; each.hasNext(); count++) {
            StringBuilder text = new StringBuilder();
            append(text, each.next());
            out.print(text);
        }
        return count;
    }

    /** One job with its header. */
    String show(Entry entry) {
        StringBuilder text = new StringBuilder();
        Job job = entry.job();
        head(text, entry);
        line(text, INDENT + "arrived " + seconds(job.arrived()) + " by " + job.origin().protocol() + " from "
                + from(job.origin()));
        line(text, INDENT + "priority " + entry.priority());
        for (JobRecipient recipient : job.recipients()) {
            line(text, "");
            recipient(text, entry, recipient);
        }
        line(text, "");
        for (HeaderField field : job.header().fields()) {
            for (String line : field.raw().split("\r\n")) {
                line(text, INDENT + line.replace('\t', ' '));
            }
        }
        return text.toString();
    }

    private void recipient(StringBuilder text, Entry entry, JobRecipient recipient) {
        Job job = entry.job();
        line(text, INDENT + recipient.display() + "  " + describe(entry, recipient));
        if (recipient.parent() >= 0) {
            line(text, INDENT + INDENT + "from " + parents(job, recipient));
        }
        recipient.listOwner().ifPresent(owner -> line(text, INDENT + INDENT + "list of " + owner
                + ": its members get it from there"));
        recipient.via().ifPresent(via -> line(text, INDENT + INDENT + "last by " + via.mailer()
                + (via.host().isEmpty() ? "" : " to " + via.host())
                + recipient.lastAttempt().map(time -> ", " + seconds(time)).orElse("")));
        recipient.lastOutcome().flatMap(last -> last.diagnostic())
                .ifPresent(said -> line(text, INDENT + INDENT + said.reporter() + " said: " + said.text().replace('\n', ' ')));
    }

    /** The aliases that it came from, the nearest first. */
    private static String parents(Job job, JobRecipient recipient) {
        StringBuilder path = new StringBuilder();
        for (int at = recipient.parent(); at >= 0; at = job.recipients().get(at).parent()) {
            path.append(path.length() == 0 ? "" : ", from ").append(job.recipients().get(at).display());
        }
        return path.toString();
    }

    /** A client by its address and name, or a user of this machine. */
    private static String from(Origin origin) {
        return Stream.of(origin.address(), origin.name(), origin.user()).filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private void append(StringBuilder text, Entry entry) {
        head(text, entry);
        for (JobRecipient recipient : entry.job().recipients()) {
            line(text, INDENT + recipient.display() + "  " + describe(entry, recipient));
        }
    }

    private void head(StringBuilder text, Entry entry) {
        Job job = entry.job();
        line(text, String.format(Locale.ROOT, "%-16s %9d  %6s  %s%s%s", job.id(), job.bodySize(), span(job.arrived(), now),
                job.sender(), job.held() ? "  held" : "", entry.active() ? "  active" : ""));
        job.hold().ifPresent(hold -> line(text, INDENT + held(hold)));
        if (entry.standing() instanceof Standing.Waiting waiting) {
            waiting.destinations().forEach(state -> line(text, INDENT + "waits for " + destination(state, now)));
        }
    }

    private static String held(Hold hold) {
        return "held by " + hold.by() + " since " + seconds(hold.since())
                + (hold.reason().isEmpty() ? "" : ": " + hold.reason());
    }

    private String describe(Entry entry, JobRecipient recipient) {
        StringBuilder text = new StringBuilder(recipient.state().name().toLowerCase(Locale.ROOT));
        if (recipient.attempts() > 0) {
            text.append(", ").append(recipient.attempts()).append(recipient.attempts() == 1 ? " attempt" : " attempts");
        }
        if (recipient.isPending()) {
            text.append(next(entry, recipient));
        }
        recipient.lastOutcome().ifPresent(last -> text.append(": ").append(last.status()).append(' ').append(last.text()));
        return text.toString();
    }

    /** When it is tried next, as far as that is known: what is held or waits for a destination has no time. */
    private String next(Entry entry, JobRecipient recipient) {
        Optional<Instant> next = QueueJson.next(entry, recipient);
        if (next.isEmpty()) {
            return "";
        }
        return next.get().isAfter(now) ? ", next in " + span(now, next.get()) : ", due";
    }

    /** A destination, and what one waits for there. */
    static String destination(DestinationState state, Instant now) {
        String name = state.way().mailer() + (state.way().host().isEmpty() ? "" : " to " + state.way().host());
        String until = state.until().map(time -> " for " + span(now, time)).orElse("");
        return name + ": " + switch (state.condition()) {
            case OPEN -> "open";
            case FULL -> "full, " + state.active() + " of " + state.limit() + " attempts under way";
            case RATE -> "rate limit" + until;
            case DOWN -> "down" + state.since().map(time -> " since " + seconds(time)).orElse("")
                    + state.until().map(time -> ", tried in " + span(now, time)).orElse("") + reason(state);
            case PROBED -> "down" + state.since().map(time -> " since " + seconds(time)).orElse("")
                    + ", being tried now" + reason(state);
        } + ", " + state.waiting() + " waiting";
    }

    private static String reason(DestinationState state) {
        return state.reason().map(why -> " (" + why.status() + " " + why.text() + ")").orElse("");
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    /** The time between two moments by its two largest units: {@code 3d04h}, {@code 2h05m}, {@code 1m30s}, {@code 12s}. */
    static String span(Instant from, Instant to) {
        Duration d = Duration.between(from, to);
        if (d.isNegative()) {
            d = Duration.ZERO;
        }
        if (d.toDays() > 0) {
            return String.format(Locale.ROOT, "%dd%02dh", d.toDays(), d.toHoursPart());
        }
        if (d.toHours() > 0) {
            return String.format(Locale.ROOT, "%dh%02dm", d.toHours(), d.toMinutesPart());
        }
        return d.toMinutes() > 0 ? String.format(Locale.ROOT, "%dm%02ds", d.toMinutes(), d.toSecondsPart()) : d.toSeconds() + "s";
    }

    private static void line(StringBuilder text, String line) {
        text.append(TextTable.printable(line)).append('\n');
    }
}
