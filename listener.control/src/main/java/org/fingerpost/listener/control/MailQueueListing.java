package org.fingerpost.listener.control;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.DestinationState;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.Target;
import org.fingerpost.api.queue.QueueControl.Entry;
import org.fingerpost.api.queue.Standing;

/** Prints the queue in the format of sendmail's {@code mailq}, which programs read. Immutable. */
final class MailQueueListing {

    private static final String COLUMNS = "------Q-ID------ --Size-- -----Q-Time----- ------------Sender/Recipient-----------";
    private static final String VERBOSE_COLUMNS =
            "------Q-ID------ --Size-- -Priority- ---Q-Time--- --------Sender/Recipient--------";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT_TIME = DateTimeFormatter.ofPattern("MMM ppd HH:mm", Locale.ENGLISH);
    private static final String INDENT = "\t\t\t\t\t   ";
    private static final String VERBOSE_INDENT = "\t\t\t\t\t\t   ";

    private final Path spool;
    private final ZoneId zone;
    private final boolean verbose;

    /** @param verbose with priorities, and the reason of each recipient */
    MailQueueListing(Path spool, ZoneId zone, boolean verbose) {
        this.spool = spool;
        this.zone = zone;
        this.verbose = verbose;
    }

    /**
     * Prints the jobs as they come.
     *
     * @param size how many are expected
     */
    void print(int size, Stream<Entry> entries, PrintStream out) {
        Iterator<Entry> each = entries.iterator();
        int count = 0;
        if (each.hasNext()) {
            line(out, "\t\t" + spool + " (" + size + (size == 1 ? " request)" : " requests)"));
            line(out, verbose ? VERBOSE_COLUMNS : COLUMNS);
            for (; each.hasNext(); count++) {
                print(each.next(), out);
            }
        } else {
            line(out, spool + " is empty");
        }
        line(out, "\t\tTotal requests: " + count);
    }

    private void print(Entry entry, PrintStream out) {
        Job job = entry.job();
        line(out, String.format(Locale.ROOT, "%-16s%c%8d %s %s", job.id(), mark(entry), job.bodySize(),
                verbose ? priorityAndTime(entry) : TIME.format(job.arrived().atZone(zone)), sender(job.sender())));
        job.hold().ifPresent(hold -> line(out, "     QUARANTINE: "
                + cut(hold.reason().isEmpty() ? "held by " + hold.by() : hold.reason())));
        Optional<String> reason = verbose ? Optional.empty()
                : job.recipients().stream().filter(MailQueueListing::waits).flatMap(r -> reason(entry, r).stream()).findFirst();
        if (reason.isPresent() || job.eightBit()) {
            line(out, String.format(Locale.ROOT, "    %10s%s", job.eightBit() ? "8BITMIME" : "",
                    reason.map(why -> "   (" + cut(why) + ")").orElse("")));
        }
        job.recipients().stream().filter(MailQueueListing::waits).forEach(r -> print(entry, r, out));
    }

    /** A plus: the sender has been told that it takes long. */
    private String priorityAndTime(Entry entry) {
        return String.format(Locale.ROOT, "%10d%c%s", entry.priority(), entry.job().warned() ? '+' : ' ',
                SHORT_TIME.format(entry.job().arrived().atZone(zone)));
    }

    private void print(Entry entry, JobRecipient recipient, PrintStream out) {
        line(out, (verbose ? VERBOSE_INDENT : INDENT) + shown(recipient));
        if (verbose) {
            ReversePath owner = entry.job().senderFor(recipient);
            if (!owner.equals(entry.job().sender())) {
                line(out, "\t\t (from the list of " + owner + ")");
            }
            reason(entry, recipient).ifPresent(why -> line(out, "\t\t (" + cut(why) + ")"));
        }
    }

    /** What it was answered last, or else what its destination was when another message was tried. */
    private static Optional<String> reason(Entry entry, JobRecipient recipient) {
        return recipient.lastOutcome()
                .or(() -> destinations(entry).filter(state -> recipient.via().equals(Optional.of(state.way())))
                        .flatMap(state -> state.reason().stream()).findFirst())
                .map(outcome -> (outcome instanceof Outcome.Deferred ? "Deferred: " : "") + outcome.text());
    }

    private static Stream<DestinationState> destinations(Entry entry) {
        return entry.standing() instanceof Standing.Waiting waiting ? waiting.destinations().stream() : Stream.empty();
    }

    private String cut(String text) {
        int most = verbose ? 100 : 60;
        return text.length() <= most ? text : text.substring(0, most);
    }

    /** As sendmail marks them: {@code *} is being delivered, {@code -} waits for its time or for a destination. */
    private static char mark(Entry entry) {
        return entry.active() ? '*' : entry.standing() instanceof Standing.Waiting
                || entry.standing() instanceof Standing.Due && !entry.job().held()
                && entry.job().pending().anyMatch(r -> r.attempts() > 0) ? '-' : ' ';
    }

    private static boolean waits(JobRecipient recipient) {
        return recipient.isPending() || recipient.state() == JobRecipient.State.FAILED;
    }

    private static String sender(ReversePath sender) {
        return sender.isNull() ? "MAILER-DAEMON" : sender.toString();
    }

    private static String shown(JobRecipient recipient) {
        return recipient.target() instanceof Target.ToAddress ? "<" + recipient.display() + ">" : recipient.display();
    }

    /** What strangers wrote must not command the terminal. */
    private static void line(PrintStream out, String text) {
        StringBuilder shown = new StringBuilder(text);
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7f) {
                shown.setCharAt(i, '?');
            }
        }
        out.print(shown.append('\n'));
    }
}
