package org.fingerpost.core.dsn;

import java.time.Clock;
import java.util.List;

import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mailer.Diagnostic;
import org.fingerpost.api.queue.Job;

/**
 * The part for people. Its two lists look as sendmail's do, which people and programs know; an address that the sender did not
 * write stands below the one that it came from.
 */
final class Explanation {

    private final ReportLines out;

    Explanation(ReportLines out) {
        this.out = out;
    }

    void write(Job job, List<Failure> failures, Clock clock) {
        out.line("The original message was received at " + Dates.format(job.arrived(), clock));
        out.line("from " + origin(job.origin()));
        out.line();
        out.line("   ----- The following addresses had permanent fatal errors -----");
        failures.forEach(this::address);
        out.line();
        out.line("   ----- Transcript of session follows -----");
        failures.forEach(this::transcript);
    }

    private static String origin(Origin origin) {
        if (origin.isLocal()) {
            return origin.user().isEmpty() ? "localhost" : origin.user() + "@localhost";
        }
        return (origin.name() + " [" + origin.address() + "]").strip();
    }

    private void address(Failure failure) {
        out.line("<" + failure.given() + ">");
        if (failure.isExpanded()) {
            out.line("    " + name(failure) + " (expanded from: <" + failure.given() + ">)");
        }
        out.line("    (reason: " + failure.status() + " " + failure.reason() + ")");
    }

    private void transcript(Failure failure) {
        failure.diagnostic().ifPresent(this::said);
        out.line(failure.status() + " " + name(failure) + "... " + failure.reason());
    }

    private void said(Diagnostic diagnostic) {
        String next = diagnostic.reporter().isEmpty() ? "the next hop" : diagnostic.reporter();
        out.line((diagnostic.type().equals("smtp") ? "... while talking to " : "... while running ") + next + ":");
        diagnostic.text().lines().forEach(line -> out.line("<<< " + line));
    }

    /** Programs and files are no addresses and look different. */
    private static String name(Failure failure) {
        String display = failure.recipient().display();
        return display.startsWith("|") || display.startsWith("/") ? "\"" + display + "\"" : "<" + display + ">";
    }
}
