package org.fingerpost.core.dsn;

import java.time.Clock;
import java.util.Optional;

import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mailer.Diagnostic;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient.Target;
import org.fingerpost.core.request.ParameterText;

/** The part for programs: fields of the message, then fields of each recipient (RFC 3464 §2). */
final class DeliveryStatus {

    private final ReportLines out;
    private final String reportingMta;
    private final Clock clock;
    private final boolean escaped;

    /** @param escaped whether letters beyond ASCII are written in ASCII */
    DeliveryStatus(ReportLines out, String reportingMta, Clock clock, boolean escaped) {
        this.escaped = escaped;
        this.out = out;
        this.reportingMta = reportingMta;
        this.clock = clock;
    }

    void write(Report report) {
        Job job = report.job();
        // RFC 3464 §2.2.1: must be there if the sender gave one.
        if (!report.isForOwner()) { // who does not know the sender's name for it: RFC 3461 §5.2.7.1
            ParameterText.of(job.sender().parameters().get("ENVID")).ifPresent(id -> out.field("Original-Envelope-Id", id));
        }
        out.field("Reporting-MTA", "dns; " + reportingMta);
        receivedFrom(job.origin()).ifPresent(name -> out.field("Received-From-MTA", "dns; " + name));
        out.field("Arrival-Date", Dates.format(job.arrived(), clock));
        report.reported().forEach(one -> recipient(one, job));
    }

    /** RFC 3464 §2.2.4: what the client called itself, and where it really was. */
    private static Optional<String> receivedFrom(Origin origin) {
        if (origin.isLocal() || origin.address().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(origin.name().isEmpty() ? origin.literal() : origin.name() + " (" + origin.literal() + ")");
    }

    private void field(String name, String value) {
        out.field(name, escaped ? Utf8.escaped(value) : value);
    }

    private void recipient(Reported one, Job job) {
        out.line();
        one.original().ifPresent(original -> field("Original-Recipient", original.replaceFirst(";", "; ")));
        finalRecipient(one);
        out.field("Action", one.action().word());
        out.field("Status", one.status());
        one.diagnostic().ifPresent(said -> diagnostic(one, said));
        one.recipient().lastAttempt().ifPresent(time -> out.field("Last-Attempt-Date", Dates.format(time, clock)));
        out.field("Final-Log-ID", job.id().value()); // RFC 3464 §2.3.8
        one.until().ifPresent(until -> out.field("Will-Retry-Until", Dates.format(until, clock))); // RFC 3464 §2.3.9
    }

    /** RFC 3464 §2.3.2 wants an address; a program or a file is none and has a field of its own, as sendmail does it. */
    private void finalRecipient(Reported one) {
        if (one.recipient().target() instanceof Target.ToAddress to) {
            address(to.address());
        } else {
            address(one.given());
            field("X-Actual-Recipient", "x-unix; " + one.recipient().display());
        }
    }

    /** RFC 6533 §3: letters beyond ASCII are of another type of address. */
    private void address(String address) {
        field("Final-Recipient", (Utf8.isForeign(address) ? "utf-8; " : "rfc822; ") + qualified(address));
    }

    /** A name without a host is a user of this one. */
    private String qualified(String address) {
        return address.indexOf('@') < 0 && address.indexOf('!') < 0 ? address + "@" + reportingMta : address;
    }

    private void diagnostic(Reported one, Diagnostic said) {
        if (said.type().equals("smtp") && !said.reporter().isEmpty()) {
            field("Remote-MTA", "dns; " + said.reporter());
        }
        if (!one.action().isSuccess()) { // RFC 3464 §2.3.6
            field("Diagnostic-Code", said.type() + "; " + said.text());
        }
    }
}
