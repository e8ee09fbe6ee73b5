package org.fingerpost.core.dsn;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.function.Supplier;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.submit.Content;

/**
 * Writes the report to a sender of what has become of a message: a {@code multipart/report} with an explanation, a delivery
 * status and the message itself (RFC 3462, RFC 3464, and RFC 6533 where there are letters beyond ASCII). The envelope
 * is the caller's: from {@code <>} to the sender.
 *
 * <p>Lines end with CRLF, none of our own is longer than 998 octets, and nothing that came from outside can end a line, a field
 * or a part early. Octets above 127 go through as they are. Immutable; safe on any thread.
 */
final class DsnComposer {

    /** A message with a larger body comes back without it. */
    static final long DEFAULT_MAX_RETURNED_BYTES = 1024 * 1024;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String reportingMta;
    private final Clock clock;
    private final long maxReturnedBytes;
    private final Supplier<String> tokens;

    /**
     * @param reportingMta the name of this host ({@code $j})
     * @param clock        its zone is that of all dates
     */
    DsnComposer(String reportingMta, Clock clock) {
        this(reportingMta, clock, DEFAULT_MAX_RETURNED_BYTES);
    }

    /** @param maxReturnedBytes a message with a larger body comes back without it */
    DsnComposer(String reportingMta, Clock clock, long maxReturnedBytes) {
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
     * @param original the body of the message that it is about
     * @throws IOException if {@code original} cannot be read: the report is worth nothing then
     */
    void compose(Report report, Body original, Content out) throws IOException {
        Returned returned = Returned.of(report, original.size(), maxReturnedBytes);
        ReportLines lines = new ReportLines(out);
        String boundary = tokens.get();
        boolean eightBit = report.isEightBit();
        header(report, eightBit || returned.eightBit(), boundary, lines);
        part(boundary, "text/plain; charset=utf-8", eightBit, lines);
        new Explanation(lines, reportingMta, clock).write(report);
        lines.line();
        part(boundary, report.isGlobal() ? "message/global-delivery-status" : "message/delivery-status",
                eightBit && !report.isToBeEscaped(), lines);
        new DeliveryStatus(lines, reportingMta, clock, report.isToBeEscaped()).write(report);
        lines.line();
        part(boundary, returned.type(), returned.eightBit(), lines);
        lines.copy(returned.header(report.job()));
        if (returned.whole()) {
            lines.line();
            lines.copy(original);
        }
        lines.line();
        lines.line("--" + boundary + "--");
    }

    private void header(Report report, boolean eightBit, String boundary, ReportLines lines) {
        lines.field("Date", Dates.format(clock.instant(), clock));
        lines.field("From", "Mail Delivery Subsystem <MAILER-DAEMON@" + reportingMta + ">");
        lines.field("Message-ID", "<" + report.job().id() + "." + tokens.get() + "@" + reportingMta + ">");
        lines.field("To", "<" + report.to() + ">");
        lines.field("Subject", report.subject(clock.instant()));
        lines.field("Auto-Submitted", "auto-replied"); // RFC 3834 §5
        lines.field("MIME-Version", "1.0");
        lines.field("Content-Type", "multipart/report; report-type=delivery-status;\nboundary=\"" + boundary + "\"");
        encoding(eightBit, lines);
        lines.line();
        lines.line("This is a MIME-encapsulated message");
        lines.line();
    }

    private static void part(String boundary, String type, boolean eightBit, ReportLines lines) {
        lines.line("--" + boundary);
        lines.field("Content-Type", type);
        encoding(eightBit, lines);
        lines.line();
    }

    /** RFC 2045 §6.1: 7bit need not be said. */
    private static void encoding(boolean eightBit, ReportLines lines) {
        if (eightBit) {
            lines.field("Content-Transfer-Encoding", "8bit");
        }
    }
}
