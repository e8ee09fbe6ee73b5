package org.fingerpost.mailer.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.mailer.Outcome;

/**
 * A dialogue written down. Lines of a file, in order:
 *
 * <pre>
 * # anything                        a comment
 * from ADDRESS · to ADDRESS… · size N   what is sent, before the dialogue or {@code next}; {@code %XX} stands for an octet
 * keep                              the connection is kept when a message is done; else the client says QUIT then
 * next                              another message on the same connection
 * dsn OF MAIL; OF RCPT; …           parameters about reports, for MAIL and for each recipient
 * S: text                           the server sends this line
 * C: text                           the client must have sent this line
 * C! content | close                the client must have begun the content, or dropped the connection
 * E: written | lost | timeout | stop | quit    what else happens to the client
 * = delivered 2.0.0 words           the outcome of the next recipient: case, status, words that its text must hold; of a
 *                                   message that the server has not heard, what comes of it if there is no other server
 * = reporting | relayed             who tells the sender of the recipient before
 * = pending                         not all outcomes are known at this point
 * = unheard                         the connection is closed, and the message can be sent by another one at once
 * </pre>
 */
final class Transcript implements Wire {

    private static final RemoteServer SERVER = new RemoteServer("mx.test", "192.0.2.1", 25);

    private final Path file;
    private final int pieceSize;
    private final Deque<String> said = new ArrayDeque<>();
    /** What the server has said and the client has not read. */
    private final StringBuilder incoming = new StringBuilder();
    private final ReplyReader reader = new ReplyReader();
    private String sender = "s@client.test";
    private List<String> recipients = List.of("a@mx.test");
    private long size = 1000;
    private String dsnOfMail = "";
    private List<String> dsnOfRecipients = List.of();
    private boolean keep;
    private SmtpSession session;
    private Transaction transaction;
    private int outcomesDue;
    private int outcomesSeen;

    private Transcript(Path file, int pieceSize) {
        this.file = file;
        this.pieceSize = pieceSize;
    }

    /** Plays {@code file}; what the server says comes in pieces of {@code pieceSize} octets. */
    static void play(Path file, int pieceSize) throws IOException {
        Transcript transcript = new Transcript(file, pieceSize);
        int number = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            number++;
            try {
                transcript.step(line);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(file.getFileName() + ":" + number + ": " + line + ": " + e.getMessage(), e);
            }
        }
        transcript.assertFinished();
    }

    private void step(String line) {
        int blank = line.indexOf(' ');
        String key = blank < 0 ? line : line.substring(0, blank);
        String value = blank < 0 ? "" : line.substring(blank + 1);
        switch (key) {
            case "", "#" -> { }
            case "from" -> sender = octets(value);
            case "to" -> recipients = Arrays.stream(value.split(" ")).map(Transcript::octets).toList();
            case "dsn" -> {
                dsnOfMail = " " + value.split("; ")[0];
                dsnOfRecipients = Arrays.stream(value.split("; ")).skip(1).map(parameters -> " " + parameters).toList();
            }
            case "size" -> size = Long.parseLong(value);
            case "keep" -> keep = true;
            case "next" -> next();
            case "S:" -> incoming.append(octets(value)).append("\r\n");
            case "C:" -> assertEquals("C: " + octets(value), clientSaid());
            case "C!" -> assertEquals("C! " + value, clientSaid());
            case "E:" -> event(value);
            case "=" -> outcome(value);
            default -> fail("no such step");
        }
    }

    /** {@code %XX} is an octet. */
    private static String octets(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                out.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }

    private SmtpSession session() {
        if (session == null) {
            newTransaction();
            session = new SmtpSession(SERVER, "client.test", this, transaction);
        }
        return session;
    }

    private void next() {
        assertOutcomesChecked();
        deliverIncoming();
        assertTrue(session().isClean(), "no message before RSET is answered");
        newTransaction();
        session.begin(transaction);
        afterwards();
    }

    private void newTransaction() {
        transaction = new Transaction(new OutgoingMail(sender, recipients, size, this::dsn));
        outcomesDue = recipients.size();
        outcomesSeen = 0;
    }

    /** What the owner of a session does when a message is done. */
    private void afterwards() {
        if (session.stage() == Stage.READY && !keep) {
            session.quit();
        } else if (session.stage() == Stage.READY && !session.isClean()) {
            session.reset();
        }
    }

    private DsnParameters dsn() {
        return dsnOfRecipients.isEmpty() ? DsnParameters.none(recipients.size()) : new DsnParameters(dsnOfMail, dsnOfRecipients);
    }

    private String clientSaid() {
        deliverIncoming();
        return said.isEmpty() ? "nothing" : said.remove();
    }

    private void deliverIncoming() {
        byte[] octets = incoming.toString().getBytes(StandardCharsets.ISO_8859_1);
        incoming.setLength(0);
        for (int at = 0; at < octets.length; at += pieceSize) {
            read(ByteBuffer.wrap(octets, at, Math.min(pieceSize, octets.length - at)));
        }
    }

    private void read(ByteBuffer piece) {
        try {
            for (Optional<Reply> reply = reader.next(piece); reply.isPresent(); reply = reader.next(piece)) {
                session().replied(reply.get());
                afterwards();
            }
        } catch (MalformedReplyException e) {
            session().malformed(e);
        }
    }

    private void event(String event) {
        deliverIncoming();
        switch (event) {
            case "written" -> session().contentWritten();
            case "lost" -> session().lost("Connection reset by peer");
            case "timeout" -> session().timedOut();
            case "stop" -> session().end(Outcome.deferred("4.3.2", "stopped"));
            case "quit" -> session().quit();
            default -> fail("no such event");
        }
    }

    private void outcome(String expected) {
        deliverIncoming();
        if (expected.equals("pending") || expected.equals("unheard")) {
            assertTrue(transaction.outcomes().isEmpty(), "outcomes are known");
            assertEquals(expected.equals("unheard"), session().stage() == Stage.CLOSED, "closed");
            outcomesSeen = expected.equals("unheard") ? outcomesDue : outcomesSeen;
            return;
        }
        session();
        if (expected.equals("reporting") || expected.equals("relayed")) {
            Outcome.Delivered last = (Outcome.Delivered) transaction.outcomes().orElseThrow().get(outcomesSeen - 1);
            assertEquals(expected, last.handover().name().toLowerCase());
            return;
        }
        Outcome outcome = decided(outcomesSeen++);
        String[] parts = expected.split(" ", 3);
        assertEquals(parts[0] + " " + parts[1], outcome.getClass().getSimpleName().toLowerCase() + " " + outcome.status());
        assertTrue(parts.length < 3 || outcome.text().contains(parts[2]), "text is: " + outcome.text());
    }

    private Outcome decided(int recipient) {
        return transaction.outcomes().map(outcomes -> outcomes.get(recipient)).or(session::obstacle)
                .orElseThrow(() -> new AssertionError("outcomes are not known"));
    }

    private void assertFinished() {
        deliverIncoming();
        assertEquals(List.of(), List.copyOf(said), file.getFileName() + ": said more than expected");
        assertOutcomesChecked();
    }

    private void assertOutcomesChecked() {
        assertEquals(outcomesDue, outcomesSeen, file.getFileName() + ": outcomes checked");
    }

    @Override
    public void send(List<CommandLine> lines) {
        String octets = new String(CommandLine.toBytes(lines), StandardCharsets.ISO_8859_1);
        said.addAll(Arrays.stream(octets.split("\r\n")).map(line -> "C: " + line).toList());
    }

    @Override
    public void sendContent() {
        said.add("C! content");
    }

    @Override
    public void close() {
        said.add("C! close");
    }
}
