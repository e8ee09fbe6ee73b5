package org.fingerpost.mailer.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.fingerpost.api.mailer.Outcome;
import org.junit.jupiter.params.provider.MethodSource;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Any octets from a server, and whatever else happens at any time: what the client says is the same however they come, stays
 * within its lines, and mail is delivered only by an acceptance that answers the end of the content.
 *
 * <p>The first octet chooses the client's settings. Of the others U+00F0 stands for the content being out, U+00F1 for a
 * connection that is lost, U+00F2 for a reply that does not come in time, U+00F3 for the next message, U+00F4 for a chunk that is
 * out, U+00F5 for TLS that is agreed upon, U+00F6 for TLS that is not.
 */
class HostileServerFuzzTest {

    private static final RemoteServer SERVER = new RemoteServer("mx.test", "192.0.2.1", 25);
    private static final int MESSAGES = 4;

    static Stream<byte[]> servers() {
        return Stream.of(
                "\u0000220 mx\r\n250-mx\r\n250-PIPELINING\r\n250-SIZE 1000\r\n250-8BITMIME\r\n250 DSN\r\n250 ok\r\n250 ok\r\n"
                        + "550 no\r\n354 go\r\n\u00f0250 2.0.0 taken\r\n\u00f3250 reset\r\n250 ok\r\n",
                "\u0000220 mx\r\n500 what\r\n250 mx\r\n250 ok\r\n250 ok\r\n250 ok\r\n354 go\r\n\u00f0421 bye\r\n",
                "\u0000220 mx\r\n250-mx\r\n250-SMTPUTF8\r\n250-LIMITS RCPTMAX=1 MAILMAX=1\r\n250 STARTTLS\r\n250 ok\r\n\u00f1",
                "\u0001220 mx\r\n250 LHLO\r\n250 ok\r\n250 ok\r\n250 ok\r\n354 go\r\n\u00f0250 a\r\n550 b\r\n",
                "\u0002220 mx\r\n250-mx\r\n250 CHUNKING\r\n250 ok\r\n250 ok\r\n250 ok\r\n\u00f4250 go\r\n\u00f0250 taken\r\n",
                "\u0004220 mx\r\n250-mx\r\n250 STARTTLS\r\n220 go\r\n\u00f5250 mx\r\n250 ok\r\n250 ok\r\n250 ok\r\n"
                        + "354 go\r\n\u00f0250 ok\r\n",
                "\u0004220 mx\r\n250-mx\r\n250 STARTTLS\r\n220 go\r\n250 injected\r\n\u00f6",
                "\u0008220 mx\r\n250-mx\r\n250 AUTH PLAIN LOGIN\r\n235 yes\r\n250 ok\r\n",
                "\u0008220 mx\r\n250-mx\r\n250 AUTH SCRAM-SHA-256\r\n334 cj1ub25jZXgscz1jMkZzZEE9PSxpPTQwOTY=\r\n334 dj1h\r\n",
                "\u0008220 mx\r\n250-mx\r\n250 AUTH LOGIN\r\n334 VXNlcm5hbWU6\r\n334 \r\n535 no\r\n",
                "250-a\r\n251 b\r\n", "554 no\r\n221 bye\r\n", "\u0000220\n250\n250\n250\n250\n354\n250 too early\n\u00f0",
                "\u0000220 mx\r\n250 mx\r\n250 ok\r\n250 ok\r\n\u00f2", "\u0000\r\r\n",
                "\u0000220 mx\r\n250 mx\r\n250\r\n221 bye\r\n")
                .map(octets -> octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    @MethodSource("servers")
    @DictionaryEntries({"\\x0d\\x0a", "250 ", "250-", "354 ", "220 ", "334 ", "235 ", "421 ", "550 5.1.1 ", "\\xf0", "\\xf3",
        "\\xf4", "\\xf5", "PIPELINING", "SIZE ", "CHUNKING", "SMTPUTF8", "LIMITS ", "DSN", "8BITMIME", "STARTTLS", "AUTH "})
    @FuzzTest(maxDuration = "10m")
    void anyServer(byte[] octets) {
        if (octets.length > 0) {
            assertEquals(new Client(octets[0]).play(octets, octets.length), new Client(octets[0]).play(octets, 1));
        }
    }

    /** Sends messages, one after the other, on one connection. */
    private static final class Client implements Wire {

        private final List<String> record = new ArrayList<>();
        private final ReplyReader reader = new ReplyReader();
        private final TranscriptSettings settings = new TranscriptSettings();
        private final SmtpSession session;
        private Transaction transaction;
        private boolean contentAsked;
        private boolean contentWritten;
        private boolean handshaking;
        /** Replies 2xx since the content was out. */
        private int acceptances;
        private List<Outcome> told = List.of();

        Client(int choice) {
            settings.set("to a@mx.test b@mx.test");
            settings.set("dsn RET=HDRS; NOTIFY=NEVER; NOTIFY=DELAY");
            choose(choice, 1, "flags z");
            choose(choice, 2, "chunking");
            choose(choice, 4, "tls may");
            choose(choice, 8, "auth joe secret");
            choose(choice, 8, "auth.plaintext");
            choose(choice, 16, "8bit");
            choose(choice, 32, "param SMTPUTF8");
            choose(choice, 64, "tls encrypt");
            transaction = new Transaction(settings.mail());
            session = new SmtpSession(SERVER, settings.terms(), this, transaction);
            session.opened();
        }

        private void choose(int choice, int bit, String directive) {
            if ((choice & bit) != 0) {
                settings.set(directive);
            }
        }

        List<String> play(byte[] octets, int piece) {
            int from = 1;
            for (int at = 1; at <= octets.length && session.stage() != Stage.CLOSED; at++) {
                boolean event = at < octets.length && (octets[at] & 0xf8) == 0xf0;
                if (event || at == octets.length) {
                    read(octets, from, at, piece);
                    from = at + 1;
                }
                if (event && session.stage() != Stage.CLOSED) {
                    happens(octets[at] & 7);
                    check();
                }
            }
            session.lost("the end");
            check();
            assertTrue(session.stage() == Stage.CLOSED, "open without a connection");
            return record;
        }

        private void read(byte[] octets, int from, int to, int piece) {
            for (int at = from; at < to && session.stage() != Stage.CLOSED && !handshaking; at += piece) {
                ByteBuffer in = ByteBuffer.wrap(octets, at, Math.min(piece, to - at));
                try {
                    hear(in);
                } catch (MalformedReplyException e) {
                    session.malformed(e);
                    check();
                }
            }
        }

        /** What comes behind the reply to STARTTLS is no reply. */
        private void hear(ByteBuffer in) throws MalformedReplyException {
            while (session.stage() != Stage.CLOSED && !handshaking) {
                Optional<Reply> reply = reader.next(in);
                if (reply.isEmpty()) {
                    return;
                }
                acceptances += contentWritten && reply.get().category() == 2 ? 1 : 0;
                session.replied(reply.get());
                check();
            }
        }

        private void happens(int event) {
            switch (event) {
                case 0 -> written(true);
                case 1 -> session.lost("reset");
                case 2 -> session.timedOut();
                case 3 -> next();
                case 4 -> written(false);
                case 5 -> handshake(() -> session.secured(new Security("TLSv1.3", "TLS_AES_128_GCM_SHA256", Optional.empty())));
                default -> handshake(() -> session.lost("no"));
            }
        }

        private void handshake(Runnable end) {
            if (handshaking) {
                handshaking = false;
                end.run();
            }
        }

        private void written(boolean last) {
            if (contentAsked) {
                contentAsked = false;
                contentWritten = last;
                session.contentWritten(last);
            }
        }

        private void next() {
            if (session.stage() == Stage.READY && !session.isClean()) {
                session.reset();
            } else if (session.stage() == Stage.READY && !session.isExhausted(MESSAGES)) {
                contentAsked = false;
                contentWritten = false;
                acceptances = 0;
                told = List.of();
                transaction = new Transaction(settings.mail());
                session.begin(transaction);
            }
        }

        private void check() {
            List<Outcome> outcomes = transaction.outcomes().orElse(List.of());
            if (outcomes.isEmpty() || outcomes == told) {
                return;
            }
            if (!outcomes.equals(told)) {
                outcomes.forEach(outcome -> record.add(outcome.getClass().getSimpleName() + " " + outcome.status()));
                long delivered = outcomes.stream().filter(Outcome.Delivered.class::isInstance).count();
                assertTrue(delivered == 0 || contentWritten && acceptances >= (settings.terms().lmtp() ? delivered : 1),
                        delivered + " delivered by " + acceptances + " acceptances, content written: " + contentWritten);
            }
            told = outcomes;
        }

        @Override
        public void send(List<CommandLine> lines) {
            String said = new String(CommandLine.toBytes(lines), StandardCharsets.ISO_8859_1);
            assertEquals(lines.size(), said.split("\r\n", -1).length - 1, said);
            assertTrue(said.replace("\r\n", "").chars().noneMatch(c -> c == '\r' || c == '\n' || c == 0), said);
            record.add(said);
        }

        @Override
        public void sendContent() {
            askForContent("content");
        }

        @Override
        public void sendChunk() {
            askForContent("chunk");
        }

        private void askForContent(String what) {
            assertTrue(!contentAsked && !contentWritten, "the content a second time");
            contentAsked = true;
            record.add(what);
        }

        @Override
        public boolean canSecure() {
            return true;
        }

        @Override
        public void secure() {
            handshaking = true;
            record.add("tls");
        }

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
            record.add("close");
        }
    }
}
