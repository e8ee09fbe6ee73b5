package org.fingerpost.console;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.QueueControl.Entry;

/** Jobs as text for people. Immutable. */
final class QueueText {

    private final Instant now;

    QueueText(Instant now) {
        this.now = now;
    }

    /** Prints a line for each job, as the jobs come, and below it one for each of its recipients. */
    void list(Stream<Entry> entries, PrintStream out) {
        Iterator<Entry> each = entries.iterator();
        out.print(each.hasNext() ? "ID                    SIZE     AGE  SENDER\n" : "the queue is empty\n");
        while (each.hasNext()) {
            StringBuilder text = new StringBuilder();
            append(text, each.next());
            out.print(text);
        }
    }

    /** One job with its header. */
    String show(Entry entry) {
        StringBuilder text = new StringBuilder();
        append(text, entry);
        Job job = entry.job();
        line(text, "    arrived " + job.arrived().truncatedTo(ChronoUnit.SECONDS) + " by " + job.origin().protocol()
                + " from " + from(job.origin()));
        text.append('\n');
        for (HeaderField field : job.header().fields()) {
            for (String line : field.raw().split("\r\n")) {
                line(text, "    " + line.replace('\t', ' '));
            }
        }
        return text.toString();
    }

    /** A client by its address and name, or a user of this machine. */
    private static String from(Origin origin) {
        return Stream.of(origin.address(), origin.name(), origin.user()).filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private void append(StringBuilder text, Entry entry) {
        Job job = entry.job();
        line(text, String.format(Locale.ROOT, "%-16s %9d  %6s  %s%s%s",
                job.id(), job.bodySize(), span(job.arrived(), now), job.sender(),
                job.held() ? "  held" : "", entry.active() ? "  active" : ""));
        job.recipients().forEach(recipient -> line(text, "    " + describe(recipient)));
    }

    private String describe(JobRecipient recipient) {
        StringBuilder text = new StringBuilder(recipient.display());
        text.append("  ").append(recipient.state().name().toLowerCase(Locale.ROOT));
        if (recipient.attempts() > 0) {
            text.append(", ").append(recipient.attempts()).append(recipient.attempts() == 1 ? " attempt" : " attempts");
        }
        if (recipient.isPending()) {
            boolean due = !recipient.nextAttempt().isAfter(now);
            text.append(due ? ", due" : ", next in " + span(now, recipient.nextAttempt()));
        }
        recipient.lastOutcome().ifPresent(last -> text.append(": ").append(last.status()).append(' ').append(last.text()));
        return text.toString();
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
