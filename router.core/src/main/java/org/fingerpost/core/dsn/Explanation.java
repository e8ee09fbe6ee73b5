package org.fingerpost.core.dsn;

import java.time.Clock;
import java.time.Instant;
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
    private final Action action;
    private final Clock clock;

    Explanation(ReportLines out, Action action, Clock clock) {
        this.out = out;
        this.action = action;
        this.clock = clock;
    }

    void write(Job job, List<Reported> reported, Instant until) {
        if (action == Action.DELAYED) {
            out.line("Your message has not reached the following addresses yet. It will be tried");
            out.line("again until " + Dates.format(until, clock) + "; you need not send it again.");
            out.line();
        }
        out.line("The original message was received at " + Dates.format(job.arrived(), clock));
        out.line("from " + origin(job.origin()));
        out.line();
        out.line(action == Action.DELAYED ? "   ----- The following addresses had transient non-fatal errors -----"
                : "   ----- The following addresses had permanent fatal errors -----");
        reported.forEach(this::address);
        out.line();
        out.line("   ----- Transcript of session follows -----");
        reported.forEach(this::transcript);
    }

    private static String origin(Origin origin) {
        if (origin.isLocal()) {
            return origin.user().isEmpty() ? "localhost" : origin.user() + "@localhost";
        }
        return (origin.name() + " [" + origin.address() + "]").strip();
    }

    private void address(Reported one) {
        out.line("<" + one.given() + ">");
        if (one.isExpanded()) {
            out.line("    " + name(one) + " (expanded from: <" + one.given() + ">)");
        }
        out.line("    (reason: " + one.status() + " " + one.reason() + ")");
    }

    private void transcript(Reported one) {
        one.diagnostic().ifPresent(this::said);
        out.line(one.status() + " " + name(one) + "... " + one.reason());
    }

    private void said(Diagnostic diagnostic) {
        String next = diagnostic.reporter().isEmpty() ? "the next hop" : diagnostic.reporter();
        out.line((diagnostic.type().equals("smtp") ? "... while talking to " : "... while running ") + next + ":");
        diagnostic.text().lines().forEach(line -> out.line("<<< " + line));
    }

    /** Programs and files are no addresses and look different. */
    private static String name(Reported one) {
        String display = one.recipient().display();
        return display.startsWith("|") || display.startsWith("/") ? "\"" + display + "\"" : "<" + display + ">";
    }
}
