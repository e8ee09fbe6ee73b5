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
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.fingerpost.api.mailer.Outcome;

/**
 * A session as a file, played against the protocol core. Lines of a file, in order:
 *
 * <pre>
 * # anything                        a comment
 * ! KEY VALUE                       the message and the settings, see {@link TranscriptSettings}; {@code %XX} stands for an octet
 * ! keep                            the connection is kept when a message is done; else the client says QUIT then
 * ! next                            another message on the same connection
 * S: text                           the server sends this line
 * C: text                           the client must have sent this line
 * C! content | chunk | tls | close  the client must have begun the content, a chunk or TLS, or dropped the connection
 * E: written | chunk                the content, or a chunk that is not the last one, is out
 * E: secured [WHY NOT TRUSTED] | insecure WHY     what TLS came to
 * E: lost | timeout | stop | quit   what else happens to the client
 * O: ADDRESS delivered 2.0.0 words  the outcome of the next recipient: case, status, words that its text must hold
 * O: ADDRESS reporting | relayed | unsaid         who tells the sender of the recipient before
 * O: pending                        not all outcomes are known at this point
 * O: unheard                        the connection is closed, and the message can be sent by another one at once
 * O: elsewhere CASE STATUS words    the server is passed over, with this outcome if there is no other one
 * O: in-the-clear CASE STATUS words the same, and another connection without TLS may do
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
    private final TranscriptSettings settings = new TranscriptSettings();
    private boolean keep;
    private boolean handshaking;
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
            case "!" -> directive(value);
            case "S:" -> incoming.append(TranscriptSettings.octets(value)).append("\r\n");
            case "C:" -> assertEquals("C: " + TranscriptSettings.octets(value), clientSaid());
            case "C!" -> assertEquals("C! " + value, clientSaid());
            case "E:" -> event(value);
            case "O:" -> outcome(value);
            default -> fail("no such step");
        }
    }

    private void directive(String value) {
        switch (value) {
            case "keep" -> keep = true;
            case "next" -> next();
            default -> settings.set(value);
        }
    }

    private SmtpSession session() {
        if (session == null) {
            newTransaction();
            session = new SmtpSession(SERVER, settings.terms(), this, transaction);
            session.opened();
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
        transaction = new Transaction(settings.mail());
        outcomesDue = settings.mail().recipients().size();
        outcomesSeen = 0;
    }

    /** What the owner of a session does when a message is done. */
    private void afterwards() {
        if (session.stage() == Stage.READY && (!keep || session.isExhausted(Integer.MAX_VALUE))) {
            session.quit();
        } else if (session.stage() == Stage.READY && !session.isClean()) {
            session.reset();
        }
    }

    private String clientSaid() {
        session();
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
        SmtpSession reading = session();
        try {
            while (reading.stage() != Stage.CLOSED && !handshaking) {
                Optional<Reply> reply = reader.next(piece);
                if (reply.isEmpty()) {
                    return;
                }
                reading.replied(reply.get());
                afterwards();
            }
        } catch (MalformedReplyException e) {
            reading.malformed(e);
        }
        if (handshaking && piece.hasRemaining()) {
            handshaking = false;
            reading.lost("the peer does not speak TLS");
        }
    }

    private void event(String event) {
        session();
        deliverIncoming();
        String[] words = event.split(" ", 2);
        Optional<String> argument = Optional.of(words).filter(w -> w.length > 1).map(w -> w[1]);
        switch (words[0]) {
            case "written" -> session.contentWritten(true);
            case "chunk" -> session.contentWritten(false);
            case "secured" -> {
                handshaking = false;
                session.secured(new Security("TLSv1.3", "TLS_AES_128_GCM_SHA256", argument));
            }
            case "insecure" -> {
                handshaking = false;
                session.lost(argument.orElseThrow());
            }
            case "lost" -> session.lost("Connection reset by peer");
            case "timeout" -> session.timedOut();
            case "stop" -> session.end(Outcome.deferred("4.3.2", "stopped"));
            case "quit" -> session.quit();
            default -> fail("no such event");
        }
    }

    private void outcome(String expected) {
        session();
        deliverIncoming();
        String[] parts = expected.split(" ", 2);
        switch (parts[0]) {
            case "pending", "unheard" -> {
                assertTrue(transaction.outcomes().isEmpty(), "outcomes are known");
                assertTrue(session.obstacle().isEmpty(), "passed over");
                assertEquals(parts[0].equals("unheard"), session.stage() == Stage.CLOSED, "closed");
                outcomesSeen = parts[0].equals("unheard") ? outcomesDue : outcomesSeen;
            }
            case "elsewhere", "in-the-clear" -> {
                assertTrue(transaction.outcomes().isEmpty(), "outcomes are known");
                assertEquals(parts[0].equals("in-the-clear"), session.clearMayDo(), "clear may do");
                assertOutcome(parts[1], session.obstacle().orElseThrow(() -> new AssertionError("no obstacle")));
                outcomesSeen = outcomesDue;
            }
            default -> outcomeOf(parts[0], parts[1]);
        }
    }

    private void outcomeOf(String recipient, String expected) {
        List<Outcome> outcomes = transaction.outcomes().orElseThrow(() -> new AssertionError("outcomes are not known"));
        if (!expected.contains(" ")) {
            Outcome.Delivered last = (Outcome.Delivered) outcomes.get(outcomesSeen - 1);
            assertEquals(expected, last.handover().name().toLowerCase(Locale.ROOT));
            return;
        }
        assertEquals(settings.mail().recipients().get(outcomesSeen), TranscriptSettings.octets(recipient), "recipient");
        assertOutcome(expected, outcomes.get(outcomesSeen++));
    }

    static void assertOutcome(String expected, Outcome outcome) {
        String[] parts = expected.split(" ", 3);
        assertEquals(parts[0] + " " + parts[1],
                outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT) + " " + outcome.status(), outcome::text);
        assertTrue(parts.length < 3 || outcome.text().contains(parts[2]), () -> "text is: " + outcome.text());
    }

    private void assertFinished() {
        session();
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
        Arrays.stream(octets.split("\r\n", -1)).limit(lines.size()).forEach(line -> said.add("C: " + line));
    }

    @Override
    public void sendContent() {
        said.add("C! content");
    }

    @Override
    public void sendChunk() {
        said.add("C! chunk");
    }

    @Override
    public boolean canSecure() {
        return settings.canSecure();
    }

    @Override
    public void secure() {
        handshaking = true;
        said.add("C! tls");
    }

    /** That of the example in RFC 7677 §3. */
    @Override
    public String nonce() {
        return "rOprNGfwEbeRWgbNEkqO";
    }

    @Override
    public <T> void compute(Supplier<T> work, Consumer<T> then) {
        then.accept(work.get());
    }

    @Override
    public void close() {
        said.add("C! close");
    }
}
