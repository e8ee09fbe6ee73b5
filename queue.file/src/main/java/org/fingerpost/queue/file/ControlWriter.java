package org.fingerpost.queue.file;

import java.io.IOException;
import java.io.OutputStream;

import org.fingerpost.api.mail.ClientHost;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.Protection;
import org.fingerpost.api.mailer.Diagnostic;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.mailer.Outcome.Handover;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.Target;

/**
 * The format of a control file, writing side; {@link ControlReader} is the other. Printable ASCII, lines that end with LF, in
 * this order: version, {@code job}, {@code origin}, {@code sender}, perhaps {@code macros}, one {@code recipient} for each
 * recipient, one {@code header}
 * for each field of the header, {@code checksum} over all octets before it.
 */
final class ControlWriter {

    static final String VERSION = "fingerpost-job 1";
    static final String MACROS = "macros";

    private ControlWriter() {
    }

    /** Writes {@code job} to {@code out}, which need not be buffered, and leaves that open. */
    static void write(Job job, OutputStream out) throws IOException {
        LineWriter lines = new LineWriter(out);
        lines.begin(VERSION).end();
        lines.begin("job").field("id", job.id()).field("arrived", job.arrived()).field("body", job.bodySize())
                .field("eightbit", job.eightBit()).field("expanded", job.expanded()).field("held", job.held())
                .field("warned", job.warned());
        job.hold().ifPresent(hold -> lines.field("heldsince", hold.since()).field("heldby", hold.by())
                .field("heldwhy", hold.reason()));
        job.report().ifPresent(report -> lines.field("report", report));
        job.about().ifPresent(about -> lines.field("about", about));
        lines.end();
        origin(job.origin(), lines);
        lines.begin("sender").field("address", job.sender().address()).parameters(job.sender().parameters()).end();
        if (!job.macros().isEmpty()) {
            lines.begin(MACROS).parameters(job.macros()).end();
        }
        for (JobRecipient recipient : job.recipients()) {
            recipient(recipient, lines);
        }
        for (HeaderField field : job.header().fields()) {
            lines.begin("header").text(field.raw()).end();
        }
        lines.finish();
    }

    private static void origin(Origin origin, LineWriter lines) throws IOException {
        lines.begin("origin").field("protocol", origin.protocol()).field("name", origin.name())
                .field("address", origin.address()).field("user", origin.user());
        if (!origin.host().equals(ClientHost.UNKNOWN)) {
            ClientHost host = origin.host();
            lines.field("host", host.name()).field("standing", host.standing()).field("port", host.port())
                    .field("server", host.server());
        }
        if (!origin.protection().equals(Protection.NONE)) {
            Protection protection = origin.protection();
            lines.field("tls", protection.version()).field("cipher", protection.cipher()).field("bits", protection.bits())
                    .field("subject", protection.subject()).field("issuer", protection.issuer())
                    .field("trusted", protection.trusted()).field("mechanism", protection.mechanism());
        }
        lines.end();
    }

    private static void recipient(JobRecipient r, LineWriter lines) throws IOException {
        lines.begin("recipient").field("number", r.number()).field("parent", r.parent()).field("state", r.state())
                .field("original", r.recipient().address());
        target(r.target(), lines);
        r.via().ifPresent(via -> lines.field("mailer", via.mailer()).field("host", via.host()));
        lines.field("attempts", r.attempts()).field("next", r.nextAttempt());
        r.lastAttempt().ifPresent(time -> lines.field("last", time));
        r.lastOutcome().ifPresent(outcome -> outcome(outcome, lines));
        if (r.receiptDue()) {
            lines.field("receipt", ControlReader.DUE);
        }
        r.listOwner().ifPresent(owner -> lines.field("owner", owner.address()));
        lines.parameters(r.recipient().parameters()).end();
    }

    private static void target(Target target, LineWriter lines) {
        if (target instanceof Target.ToAddress to) {
            lines.field("address", to.address());
        } else if (target instanceof Target.ToProgram to) {
            lines.field("program", to.command());
            user(to.user(), lines);
        } else if (target instanceof Target.ToFile to) {
            lines.field("file", to.path());
            user(to.user(), lines);
        }
    }

    private static void user(String user, LineWriter lines) {
        if (!user.isEmpty()) {
            lines.field("user", user);
        }
    }

    private static void outcome(Outcome outcome, LineWriter lines) {
        lines.field("status", outcome.status()).field("text", outcome.text());
        if (outcome instanceof Outcome.Delivered delivered && delivered.handover() != Handover.UNSAID) {
            lines.field("handover", delivered.handover());
        }
        outcome.diagnostic().ifPresent(diagnostic -> diagnostic(diagnostic, lines));
    }

    private static void diagnostic(Diagnostic diagnostic, LineWriter lines) {
        lines.field("type", diagnostic.type()).field("reporter", diagnostic.reporter()).field("said", diagnostic.text());
    }
}
