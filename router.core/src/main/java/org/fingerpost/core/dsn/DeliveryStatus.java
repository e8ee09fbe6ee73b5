package org.fingerpost.core.dsn;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.mailer.Diagnostic;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient.Target;

/** The part for programs: fields of the message, then fields of each recipient (RFC 3464 §2). */
final class DeliveryStatus {

    private final ReportLines out;
    private final String reportingMta;
    private final Action action;
    private final Clock clock;

    DeliveryStatus(ReportLines out, String reportingMta, Action action, Clock clock) {
        this.out = out;
        this.reportingMta = reportingMta;
        this.action = action;
        this.clock = clock;
    }

    void write(Job job, List<Reported> reported, Instant until) {
        // RFC 3464 §2.2.1: must be there if the sender gave one.
        parameter(job.sender().parameters().get("ENVID")).ifPresent(id -> out.field("Original-Envelope-Id", id));
        out.field("Reporting-MTA", "dns; " + reportingMta);
        out.field("Arrival-Date", Dates.format(job.arrived(), clock));
        reported.forEach(one -> recipient(one, until));
    }

    private void recipient(Reported one, Instant until) {
        out.line();
        originalRecipient(one).ifPresent(original -> out.field("Original-Recipient", original));
        finalRecipient(one);
        out.field("Action", action.word());
        out.field("Status", one.status());
        one.diagnostic().ifPresent(this::diagnostic);
        one.recipient().lastAttempt().ifPresent(time -> out.field("Last-Attempt-Date", Dates.format(time, clock)));
        if (action == Action.DELAYED) {
            out.field("Will-Retry-Until", Dates.format(until, clock)); // RFC 3464 §2.3.9
        }
    }

    /** RFC 3464 §2.3.1: only if the sender gave it; the type stands before the first semicolon. */
    private static Optional<String> originalRecipient(Reported one) {
        return parameter(one.recipient().recipient().parameters().get("ORCPT"))
                .filter(value -> value.indexOf(';') > 0)
                .map(value -> value.replaceFirst(";", "; "));
    }

    /** RFC 3464 §2.3.2 wants an address; a program or a file is none and has a field of its own, as sendmail does it. */
    private void finalRecipient(Reported one) {
        if (one.recipient().target() instanceof Target.ToAddress address) {
            out.field("Final-Recipient", "rfc822; " + qualified(address.address()));
        } else {
            out.field("Final-Recipient", "rfc822; " + qualified(one.given()));
            out.field("X-Actual-Recipient", "x-unix; " + one.recipient().display());
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
