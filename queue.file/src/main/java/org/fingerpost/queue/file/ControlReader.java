package org.fingerpost.queue.file;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.fingerpost.api.mail.ClientHost;
import org.fingerpost.api.mail.ClientHost.Standing;
import org.fingerpost.api.mail.EnhancedStatus;
import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.Protection;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.mailer.Diagnostic;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.mailer.Outcome.Handover;
import org.fingerpost.api.queue.Hold;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.Target;
import org.fingerpost.api.queue.JobRecipient.Via;

/** Reads what {@link ControlWriter} writes, whole and unchanged or not at all. One file, one thread. */
final class ControlReader {

    /** What the field {@code receipt} says. */
    static final String DUE = "due";
    private static final String HEADER = "header ";

    private final LineReader lines;
    private final List<JobRecipient> recipients = new ArrayList<>(1);
    private final List<HeaderField> fields = new ArrayList<>();
    private Map<String, String> macros = Map.of();

    private ControlReader(InputStream in) {
        this.lines = new LineReader(in);
    }

    /**
     * The job that {@code in} holds.
     *
     * @param in need not be buffered; stays open
     * @throws DamagedException if it is not, to the octet, what was written
     */
    static Job read(InputStream in) throws IOException {
        ControlReader reader = new ControlReader(in);
        try {
            return reader.job();
        } catch (DamagedException | RuntimeException e) {
            // Runtime: numbers, times and values that their types refuse, in a file whose checksum has not been reached yet.
            throw new DamagedException("line " + reader.lines.number() + ": " + e.getMessage(), e);
        }
    }

    private Job job() throws IOException {
        version(lines.line());
        Fields job = new Fields("job", lines.line());
        Origin origin = origin(new Fields("origin", lines.line()));
        Fields sender = new Fields("sender", lines.line());
        recipientsAndHeader();
        return new Job(new QueueId(job.get("id")), job.time("arrived"), origin,
                new ReversePath(sender.get("address"), sender.parameters()), recipients, new Header(fields),
                Long.parseLong(job.get("body")), job.flag("eightbit"), job.flag("expanded"), hold(job), job.flag("warned"),
                macros, id(job, "report"), id(job, "about"));
    }

    private static Optional<QueueId> id(Fields job, String key) {
        return job.find(key).map(QueueId::new);
    }

    private static Optional<Hold> hold(Fields job) throws DamagedException {
        return !job.flag("held") ? Optional.empty()
                : Optional.of(new Hold(job.time("heldsince"), job.get("heldby"), job.get("heldwhy")));
    }

    private static void version(String line) throws DamagedException {
        if (!line.equals(ControlWriter.VERSION)) {
            throw new DamagedException("\"" + ControlWriter.VERSION + "\" is expected: "
                    + "written by another version of the router, or not by it");
        }
    }

    private static Origin origin(Fields line) throws DamagedException {
        return new Origin(line.get("protocol"), line.get("name"), line.get("address"), line.get("user"), host(line),
                protection(line));
    }

    /** The host's fields are there if anything is known of it. */
    private static ClientHost host(Fields line) throws DamagedException {
        return line.find("standing").isEmpty() ? ClientHost.UNKNOWN
                : new ClientHost(line.get("host"), Standing.valueOf(line.get("standing")), line.number("port"),
                        line.get("server"));
    }

    /** Its fields are there if there was any. */
    private static Protection protection(Fields line) throws DamagedException {
        return line.find("tls").isEmpty() ? Protection.NONE
                : new Protection(line.get("tls"), line.get("cipher"), line.number("bits"), line.get("subject"),
                        line.get("issuer"), line.flag("trusted"), line.get("mechanism"));
    }

    private void recipientsAndHeader() throws IOException {
        long sum = lines.checksum();
        String line = lines.line();
        while (!line.startsWith(LineWriter.CHECKSUM)) {
            if (recipients.isEmpty() && line.startsWith(ControlWriter.MACROS)) {
                macros = new Fields(ControlWriter.MACROS, line).parameters();
            } else if (line.startsWith(HEADER)) {
                fields.add(new HeaderField(Encoding.decode(line.substring(HEADER.length()))));
            } else {
                recipients.add(recipient(new Fields("recipient", line)));
            }
            sum = lines.checksum();
            line = lines.line();
        }
        if (!line.equals(LineWriter.checksumLine(sum)) || !lines.atEnd()) {
            throw new DamagedException("the checksum is wrong");
        }
    }

    private static JobRecipient recipient(Fields line) throws DamagedException {
        Optional<String> last = line.find("last");
        return new JobRecipient(line.number("number"), line.number("parent"),
                new Recipient(line.get("original"), line.parameters()), target(line),
                via(line), JobRecipient.State.valueOf(line.get("state")), line.number("attempts"),
                last.map(Instant::parse), outcome(line), line.time("next"), receiptDue(line),
                line.find("owner").map(ReversePath::of));
    }

    private static boolean receiptDue(Fields line) throws DamagedException {
        Optional<String> receipt = line.find("receipt");
        if (receipt.isPresent() && !receipt.get().equals(DUE)) {
            throw new DamagedException("the field \"receipt\" is not \"" + DUE + "\"");
        }
        return receipt.isPresent();
    }

    private static Target target(Fields line) throws DamagedException {
        Optional<String> program = line.find("program");
        String user = line.find("user").orElse("");
        if (program.isPresent()) {
            return new Target.ToProgram(program.get(), user);
        }
        Optional<String> file = line.find("file");
        return file.isPresent() ? new Target.ToFile(file.get(), user) : new Target.ToAddress(line.get("address"));
    }

    private static Optional<Via> via(Fields line) throws DamagedException {
        Optional<String> mailer = line.find("mailer");
        return mailer.isEmpty() ? Optional.empty() : Optional.of(new Via(mailer.get(), line.get("host")));
    }

    private static Optional<Outcome> outcome(Fields line) throws DamagedException {
        Optional<String> status = line.find("status");
        if (status.isEmpty()) {
            return Optional.empty();
        }
        Outcome outcome = Outcome.of(EnhancedStatus.of(status.get()), line.get("text"), diagnostic(line));
        Optional<String> handover = line.find("handover");
        return Optional.of(handover.isPresent() && outcome instanceof Outcome.Delivered delivered
                ? delivered.with(Handover.valueOf(handover.get())) : outcome);
    }

    private static Optional<Diagnostic> diagnostic(Fields line) throws DamagedException {
        Optional<String> type = line.find("type");
        return type.isEmpty() ? Optional.empty()
                : Optional.of(new Diagnostic(type.get(), line.get("reporter"), line.get("said")));
    }
}
