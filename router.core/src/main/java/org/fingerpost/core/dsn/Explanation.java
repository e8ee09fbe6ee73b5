package org.fingerpost.core.dsn;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mailer.Diagnostic;
import org.fingerpost.api.mailer.Outcome;

/**
 * The part for people: what happened, to whom, whether it is tried again, and what can be done. Its lists begin as sendmail's do,
 * which people and programs know; an address that the sender did not write stands below the one that it came from.
 */
final class Explanation {

    private final ReportLines out;
    private final String host;
    private final Clock clock;
    /** Whether the reader is the one who wrote the message. */
    private boolean advises;

    Explanation(ReportLines out, String host, Clock clock) {
        this.out = out;
        this.host = host;
        this.clock = clock;
    }

    void write(Report report) {
        beginning(report);
        out.line();
        out.line("The original message was received at " + Dates.format(report.job().arrived(), clock));
        out.line("from " + origin(report.job().origin()));
        advises = !report.isForPostmaster() && !report.isForOwner();
        list("   ----- The following addresses had permanent fatal errors -----", report.with(Action.FAILED).toList());
        list("   ----- The following addresses had transient non-fatal errors -----", report.with(Action.DELAYED).toList());
        list("   ----- The following addresses had successful delivery notifications -----",
                report.reported().stream().filter(one -> one.action().isSuccess()).toList());
        if (!report.main().isSuccess()) {
            out.line();
            out.line("   ----- Transcript of session follows -----");
            report.reported().stream().filter(one -> !one.action().isSuccess()).forEach(this::transcript);
        }
        out.line();
        out.text("For help write to postmaster at " + host + "; the name of your message there is " + report.job().id() + ".");
    }

    private void beginning(Report report) {
        if (report.isForPostmaster()) {
            out.text("A message without a sender, most likely a report about other mail, could not be delivered. There is nobody"
                    + " else who could be told.");
            return;
        }
        if (report.isForOwner()) {
            out.text("A message to a list whose owner you are could not be delivered to the addresses below, and it will not be"
                    + " tried again for them. Take out of the list whoever is not there any more.");
            return;
        }
        if (report.with(Action.FAILED).findAny().isPresent()) {
            out.text("Your message could not be delivered to the addresses under \"permanent fatal errors\", and it will not be"
                    + " tried again for them.");
        }
        if (report.with(Action.DELAYED).findAny().isPresent()) {
            out.text("Your message has not reached the addresses under \"transient non-fatal errors\" yet. It will be tried"
                    + " again; you need not send it again.");
        }
        if (report.main().isSuccess()) {
            out.text("You asked to be told what becomes of your message. Nothing is left for you to do.");
        }
    }

    private static String origin(Origin origin) {
        if (origin.isOfThisMachine()) {
            return origin.user().isEmpty() ? "localhost" : origin.user() + "@localhost";
        }
        return (origin.name() + " [" + origin.address() + "]").strip();
    }

    private void list(String title, List<Reported> reported) {
        if (!reported.isEmpty()) {
            out.line();
            out.line(title);
            reported.forEach(this::address);
        }
    }

    private void address(Reported one) {
        out.line("<" + one.given() + ">");
        if (one.isExpanded()) {
            out.line("    " + name(one) + " (expanded from: <" + one.given() + ">)");
        }
        switch (one.action()) {
            case FAILED -> {
                out.line("    (reason: " + one.status() + " " + one.reason() + ")");
                one.recipient().lastOutcome().map(Outcome::status).filter(status -> advises).flatMap(Advice::of)
                        .ifPresent(out::indented);
            }
            case DELAYED -> {
                out.line("    (reason: " + one.status() + " " + one.reason() + ")");
                one.until().ifPresent(until -> out.indented("It will be tried until " + Dates.format(until, clock) + "."));
            }
            case DELIVERED -> out.indented("It has been delivered.");
            case RELAYED -> out.indented("It has been handed to " + next(one, "the next host") + (one.isReportedElsewhere()
                    ? ", which will tell you what becomes of it."
                    : ", which sends no receipts: you will hear no more of it unless it fails."));
            case EXPANDED -> out.indented("This address stands for several others, to which your message is on its way. You will"
                    + " hear no more of it unless it fails.");
        }
    }

    private void transcript(Reported one) {
        one.diagnostic().ifPresent(said -> said(one, said));
        out.line(one.status() + " " + name(one) + "... " + one.reason());
    }

    private void said(Reported one, Diagnostic diagnostic) {
        out.line((diagnostic.type().equals("smtp") ? "... while talking to " : "... while running ") + next(one, "the next hop")
                + ":");
        diagnostic.text().lines().forEach(line -> out.line("<<< " + line));
    }

    private static String next(Reported one, String unknown) {
        return Optional.of(one.reporter()).filter(name -> !name.isEmpty()).orElse(unknown);
    }

    /** Programs and files are no addresses and look different. */
    private static String name(Reported one) {
        String display = one.recipient().display();
        return display.startsWith("|") || display.startsWith("/") ? "\"" + display + "\"" : "<" + display + ">";
    }
}
