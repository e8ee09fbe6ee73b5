package org.fingerpost.testmode;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.fingerpost.api.mail.ClientHost;
import org.fingerpost.api.mail.ClientHost.Standing;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.submit.Admission;
import org.fingerpost.api.submit.Content;
import org.fingerpost.api.submit.PostOffice;
import org.fingerpost.api.submit.SubmissionException;
import org.fingerpost.api.submit.Transaction;
import org.fingerpost.api.submit.Verdict;
import org.fingerpost.core.load.LoadState;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.request.Terms;
import org.fingerpost.core.services.Services;
import org.fingerpost.core.submit.RouterPostOffice;

/** Holds recorded sessions with a post office of one policy: what an SMTP listener would ask it. */
final class Dialogs {

    private static final Verdict OK = Verdict.of(250, "2.0.0", "ok");
    private static final Map<String, String> NAMES = Map.of("127.0.0.1", "relay.conf.example", "127.0.0.2", "alpha.conf.example");

    final Nowhere intake = new Nowhere();
    final PostOffice office;
    /** Replies that refuse, so far. */
    int refusals;
    private Origin origin;
    private Admission admission;
    private Transaction transaction;
    private Content content;

    Dialogs(Generation generation, Services services) {
        this.office = new RouterPostOffice(() -> {
            assertTrue(generation.tryPin());
            return generation;
        }, services, intake, () -> LoadState.NORMAL, Terms.USUAL, (node, client) -> true, Clock.systemUTC());
    }

    /** What differs from what was recorded. */
    List<String> replay(List<String> lines) {
        List<String> different = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.matches("(client|C:|M:) .*")) {
                boolean ours = i + 2 < lines.size() && lines.get(i + 2).startsWith("O: ");
                String expected = lines.get(ours ? i + 2 : i + 1).substring(3);
                Verdict said = said(line);
                if (!isSame(expected, said)) {
                    different.add("line " + (i + 1) + ", client " + origin.address() + ", " + line + "\n  sendmail: " + expected
                            + "\n  is:       " + said);
                }
            }
        }
        return different;
    }

    private boolean isSame(String expected, Verdict said) {
        if (expected.startsWith("2") || expected.startsWith("3")) {
            return said.isAccepted();
        }
        refusals++;
        // Sendmail lets code and status disagree (422 5.7.1); here the code is right.
        return expected.replaceFirst("^([45])(\\d\\d) [45]\\.", "$1$2 $1.").equals(said.toString());
    }

    private Verdict said(String line) {
        String text = line.substring(3);
        if (line.startsWith("client ")) {
            return connect(line.substring(7));
        }
        if (line.startsWith("M: ")) {
            return message(text.replace("\\n", "\r\n").replace("\\t", "\t") + "\r\n");
        }
        return command(text.split(" ", 2)[0].toUpperCase(Locale.ROOT), text);
    }

    Verdict connect(String address) {
        String name = NAMES.get(address);
        ClientHost host = name == null ? ClientHost.UNKNOWN : ClientHost.UNKNOWN.named(name, Standing.OK);
        origin = new Origin("SMTP", "", address, "", host);
        admission = office.admit(origin);
        transaction = null;
        return admission.verdict().code() == 421 ? admission.verdict() : OK;
    }

    private Verdict command(String verb, String text) {
        String argument = text.substring(Math.min(text.length(), text.indexOf(':') + 1));
        String address = argument.replaceFirst("^<(.*)>.*", "$1");
        if (!admission.verdict().isAccepted() && List.of("MAIL", "RCPT", "DATA", "VRFY").contains(verb)) {
            return admission.verdict();
        }
        switch (verb) {
            case "EHLO", "HELO" -> origin = new Origin(verb.equals("EHLO") ? "ESMTP"
                    : "SMTP", text.substring(5), origin.address(), "",
                    origin.host());
            case "MAIL" -> {
                return mail(address, argument.contains(" SIZE=") ? Map.of("SIZE", argument.replaceFirst(".* SIZE=", ""))
                        : Map.of());
            }
            case "RCPT" -> {
                return transaction == null ? Verdict.of(503, "5.0.0", "Need MAIL before RCPT")
                        : transaction.rcpt(Recipient.of(address));
            }
            case "DATA" -> {
                return data();
            }
            case "VRFY" -> {
                return office.verify(origin, text.substring(5));
            }
            case "RSET" -> transaction = null;
            default -> { }
        }
        return OK;
    }

    private Verdict mail(String address, Map<String, String> parameters) {
        if (transaction != null) {
            return Verdict.of(503, "5.5.0", "Sender already specified");
        }
        Transaction begun = office.begin(origin, admission);
        Verdict verdict = begun.mail(new ReversePath(address, parameters));
        transaction = verdict.isAccepted() ? begun : null;
        return verdict;
    }

    private Verdict data() {
        try {
            content = transaction.content();
            return OK;
        } catch (SubmissionException e) {
            return e.verdict();
        }
    }

    Verdict message(String text) {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        content.write(octets, 0, octets.length);
        Verdict verdict = content.commit().toCompletableFuture().join();
        transaction.close();
        transaction = null;
        return verdict;
    }

    /** A whole message at once. */
    Verdict send(String sender, String header, String... recipients) throws SubmissionException {
        connect("127.0.0.1");
        return submit(origin, sender, header, recipients);
    }

    Verdict submit(Origin from, String sender, String header, String... recipients) throws SubmissionException {
        transaction = office.begin(from, Admission.GRANTED);
        assertTrue(transaction.mail(ReversePath.of(sender)).isAccepted());
        for (String recipient : recipients) {
            assertTrue(transaction.rcpt(Recipient.of(recipient)).isAccepted());
        }
        content = transaction.content();
        return message(header + "\r\n\r\nbody\r\n");
    }
}
