package org.fingerpost.core.dsn;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.submit.Content;

/**
 * Writes the report to a sender whose message failed, or is late, for some recipients: a {@code multipart/report} with an
 * explanation, a delivery status and the message itself (RFC 3462, RFC 3464). The envelope is the caller's: from {@code <>} to
 * the sender.
 *
 * <p>Lines end with CRLF, none of our own is longer than 998 octets, and nothing that came from outside can end a line, a field
 * or a part early. Octets above 127 go through as they are. Immutable; safe on any thread.
 */
public final class DsnComposer {

    /** A message with a larger body comes back without it. */
    public static final long DEFAULT_MAX_RETURNED_BYTES = 1024 * 1024;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String reportingMta;
    private final Clock clock;
    private final long maxReturnedBytes;
    private final Supplier<String> tokens;

    /**
     * @param reportingMta the name of this host ({@code $j})
     * @param clock        its zone is that of all dates
     */
    public DsnComposer(String reportingMta, Clock clock) {
        this(reportingMta, clock, DEFAULT_MAX_RETURNED_BYTES);
    }

    /** @param maxReturnedBytes a message with a larger body comes back without it */
    public DsnComposer(String reportingMta, Clock clock, long maxReturnedBytes) {
        this(reportingMta, clock, maxReturnedBytes, DsnComposer::token);
    }

    DsnComposer(String reportingMta, Clock clock, long maxReturnedBytes, Supplier<String> tokens) {
        this.reportingMta = reportingMta;
        this.clock = clock;
        this.maxReturnedBytes = maxReturnedBytes;
        this.tokens = tokens;
    }

    /** Nobody can write a message that holds what nobody can guess: so long a boundary cannot occur in one. */
    private static String token() {
        byte[] random = new byte[20];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /**
     * Writes the report; the caller commits it.
     *
     * @param to       whom it is for: the sender, or the postmaster if there is none
     * @param about    recipients of {@code job}
     * @param until    when those that are delayed will be given up
     * @param original the body of the job
     * @throws IOException              if {@code original} cannot be read: the report is worth nothing then
     * @throws IllegalArgumentException if there is nothing to report
     */
    public void compose(Job job, String to, Action action, List<JobRecipient> about, Instant until, Body original, Content out)
            throws IOException {
        List<Reported> reported = about.stream().map(r -> Reported.of(job, r)).toList();
        if (reported.isEmpty()) {
            throw new IllegalArgumentException("nothing to report for " + job.id());
        }
        ReportLines lines = new ReportLines(out);
        String boundary = tokens.get();
        header(job, to, action, boundary, lines);
        part(boundary, "text/plain; charset=utf-8", lines);
        new Explanation(lines, action, clock).write(job, reported, until);
        lines.line();
        part(boundary, "message/delivery-status", lines);
        new DeliveryStatus(lines, reportingMta, action, clock).write(job, reported, until);
        lines.line();
        original(job, action, original, boundary, lines);
        lines.line();
        lines.line("--" + boundary + "--");
    }

    private void header(Job job, String to, Action action, String boundary, ReportLines lines) {
        lines.field("Date", Dates.format(clock.instant(), clock));
        lines.field("From", "Mail Delivery Subsystem <MAILER-DAEMON@" + reportingMta + ">");
        lines.field("Message-ID", "<" + job.id() + "." + tokens.get() + "@" + reportingMta + ">");
        lines.field("To", "<" + to + ">");
        lines.field("Subject", action.subject());
        lines.field("Auto-Submitted", "auto-replied"); // RFC 3834 §5
        lines.field("MIME-Version", "1.0");
        lines.field("Content-Type", "multipart/report; report-type=delivery-status;\nboundary=\"" + boundary + "\"");
        lines.field("Content-Transfer-Encoding", "8bit");
        lines.line();
        lines.line("This is a MIME-encapsulated message");
        lines.line();
    }

    /** Addresses and replies may hold octets above 127, and so may the original: each part says so (RFC 2045 §6.2). */
    private static void part(String boundary, String type, ReportLines lines) {
        lines.line("--" + boundary);
        lines.field("Content-Type", type);
        lines.field("Content-Transfer-Encoding", "8bit");
        lines.line();
    }

    /** The whole message comes back only when it has failed (RFC 3461 §6.2: what is late needs its header alone). */
    private void original(Job job, Action action, Body original, String boundary, ReportLines lines) throws IOException {
        boolean whole = action == Action.FAILED && original.size() <= maxReturnedBytes && !wantsHeaderOnly(job);
        part(boundary, whole ? "message/rfc822" : "text/rfc822-headers", lines);
        lines.copy(job.header());
        if (whole) {
            lines.line();
            lines.copy(original);
        }
    }

    /** RFC 3461 §4.3. */
    private static boolean wantsHeaderOnly(Job job) {
        return "HDRS".equalsIgnoreCase(job.sender().parameters().get("RET"));
    }
}
