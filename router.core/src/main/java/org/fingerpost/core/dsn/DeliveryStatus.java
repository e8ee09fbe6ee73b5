package org.fingerpost.core.dsn;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.mailer.Diagnostic;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient.Target;

/** The part for programs: fields of the message, then fields of each recipient (RFC 3464 §2). */
final class DeliveryStatus {

    private final ReportLines out;
    private final String reportingMta;
    private final Clock clock;

    DeliveryStatus(ReportLines out, String reportingMta, Clock clock) {
        this.out = out;
        this.reportingMta = reportingMta;
        this.clock = clock;
    }

    void write(Job job, List<Failure> failures) {
        // RFC 3464 §2.2.1: must be there if the sender gave one.
        parameter(job.sender().parameters().get("ENVID")).ifPresent(id -> out.field("Original-Envelope-Id", id));
        out.field("Reporting-MTA", "dns; " + reportingMta);
        out.field("Arrival-Date", Dates.format(job.arrived(), clock));
        failures.forEach(this::recipient);
    }

    private void recipient(Failure failure) {
        out.line();
        originalRecipient(failure).ifPresent(original -> out.field("Original-Recipient", original));
        finalRecipient(failure);
        out.field("Action", "failed");
        out.field("Status", failure.status());
        failure.diagnostic().ifPresent(this::diagnostic);
        failure.recipient().lastAttempt().ifPresent(time -> out.field("Last-Attempt-Date", Dates.format(time, clock)));
    }

    /** RFC 3464 §2.3.1: only if the sender gave it; the type stands before the first semicolon. */
    private static Optional<String> originalRecipient(Failure failure) {
        return parameter(failure.recipient().recipient().parameters().get("ORCPT"))
                .filter(value -> value.indexOf(';') > 0)
                .map(value -> value.replaceFirst(";", "; "));
    }

    /** RFC 3464 §2.3.2 wants an address; a program or a file is none and has a field of its own, as sendmail does it. */
    private void finalRecipient(Failure failure) {
        if (failure.recipient().target() instanceof Target.ToAddress address) {
            out.field("Final-Recipient", "rfc822; " + qualified(address.address()));
        } else {
            out.field("Final-Recipient", "rfc822; " + qualified(failure.given()));
            out.field("X-Actual-Recipient", "x-unix; " + failure.recipient().display());
        }
    }

    /** A name without a host is a user of this one. */
    private String qualified(String address) {
        return address.indexOf('@') < 0 && address.indexOf('!') < 0 ? address + "@" + reportingMta : address;
    }

    private void diagnostic(Diagnostic diagnostic) {
        if (diagnostic.type().equals("smtp") && !diagnostic.reporter().isEmpty()) {
            out.field("Remote-MTA", "dns; " + diagnostic.reporter());
        }
        out.field("Diagnostic-Code", diagnostic.type() + "; " + diagnostic.text());
    }

    private static Optional<String> parameter(String value) {
        return Optional.ofNullable(value).map(text -> Xtext.decode(text).replace('\n', '?')).filter(text -> !text.isBlank());
    }
}
