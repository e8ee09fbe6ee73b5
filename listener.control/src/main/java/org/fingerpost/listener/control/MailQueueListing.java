package org.fingerpost.listener.control;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Stream;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.Target;
import org.fingerpost.api.queue.QueueControl.Entry;

/** Prints the queue in the format of sendmail's {@code mailq}, which programs read. Immutable. */
final class MailQueueListing {

    private static final String COLUMNS = "------Q-ID------ --Size-- -----Q-Time----- ------------Sender/Recipient-----------";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm", Locale.ENGLISH);
    private static final String RECIPIENT_INDENT = "\t\t\t\t\t   ";

    private final Path spool;
    private final ZoneId zone;

    MailQueueListing(Path spool, ZoneId zone) {
        this.spool = spool;
        this.zone = zone;
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
            line(out, COLUMNS);
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
                TIME.format(job.arrived().atZone(zone)), sender(job.sender())));
        job.recipients().stream().filter(MailQueueListing::waits).forEach(r -> print(r, out));
    }

    private static void print(JobRecipient recipient, PrintStream out) {
        line(out, RECIPIENT_INDENT + shown(recipient));
        recipient.lastOutcome().ifPresent(outcome -> line(out, "\t\t (deferred: " + outcome.text() + ")"));
    }

    /** As sendmail marks them: {@code *} is being delivered; {@code Q}, quarantined, is nearest to held. */
    private static char mark(Entry entry) {
        return entry.active() ? '*' : entry.job().held() ? 'Q' : ' ';
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
