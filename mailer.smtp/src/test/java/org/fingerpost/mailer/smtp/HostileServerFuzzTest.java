package org.fingerpost.mailer.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.fingerpost.api.mailer.Outcome;
import org.junit.jupiter.params.provider.MethodSource;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Any octets from a server, and whatever else happens at any time: what the client says is the same however they come, stays
 * within its lines, and mail is delivered only by an acceptance that answers the end of the content.
 *
 * <p>Among the octets U+00F0 stands for the content being out, U+00F1 for a connection that is lost, U+00F2 for a reply that
 * does not come in time, U+00F3 for the next message.
 */
class HostileServerFuzzTest {

    private static final RemoteServer SERVER = new RemoteServer("mx.test", "192.0.2.1");
    private static final int MESSAGES = 4;

    static Stream<byte[]> servers() {
        return Stream.of(
                "220 mx\r\n250-mx\r\n250-PIPELINING\r\n250-SIZE 1000\r\n250-8BITMIME\r\n250 DSN\r\n250 ok\r\n250 ok\r\n550 no\r\n"
                        + "354 go\r\n\u00f0250 2.0.0 taken\r\n\u00f3250 reset\r\n250 ok\r\n",
                "220 mx\r\n500 what\r\n250 mx\r\n250 ok\r\n250 ok\r\n250 ok\r\n354 go\r\n\u00f0421 bye\r\n",
                "220 mx\r\n250-mx\r\n250-SMTPUTF8\r\n250-CHUNKING\r\n250-LIMITS RCPTMAX=1 MAILMAX=1\r\n250 STARTTLS\r\n250 ok\r\n\u00f1",
                "250-a\r\n251 b\r\n", "554 no\r\n221 bye\r\n", "220\n250\n250\n250\n250\n354\n250 too early\n\u00f0",
                "220 mx\r\n250 mx\r\n250 ok\r\n250 ok\r\n\u00f2", "\0\r\r\n", "220 mx\r\n250 mx\r\n250\r\n221 bye\r\n")
                .map(octets -> octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    @MethodSource("servers")
    @DictionaryEntries({"\\x0d\\x0a", "250 ", "250-", "354 ", "220 ", "421 ", "550 5.1.1 ", "\\xf0", "\\xf3", "PIPELINING",
        "SIZE ", "CHUNKING", "SMTPUTF8", "LIMITS ", "DSN", "8BITMIME"})
    @FuzzTest(maxDuration = "10m")
    void anyServer(byte[] octets) {
        assertEquals(new Client().play(octets, Math.max(1, octets.length)), new Client().play(octets, 1));
    }

    /** Sends messages, one after the other, on one connection. */
    private static final class Client implements Wire {

        private final List<String> record = new ArrayList<>();
        private final ReplyReader reader = new ReplyReader();
        private SmtpSession session;
        private Transaction transaction;
        private boolean contentAsked;
        private boolean contentWritten;
        /** Code of the reply that is being told; 0 for none. */
        private int hearing;

        Client() {
            transaction = message();
            session = new SmtpSession(SERVER, "client.test", this, transaction);
        }

        private static Transaction message() {
            return new Transaction(new OutgoingMail("s@client.test", List.of("a@mx.test", "b@mx.test"), 1000,
                    () -> new DsnParameters(" RET=HDRS", List.of(" NOTIFY=NEVER", ""))));
        }

        List<String> play(byte[] octets, int piece) {
            int from = 0;
            for (int at = 0; at <= octets.length && session.stage() != Stage.CLOSED; at++) {
                boolean event = at < octets.length && (octets[at] & 0xfc) == 0xf0;
                if (event || at == octets.length) {
                    read(octets, from, at, piece);
                    from = at + 1;
                }
                if (event) {
                    happens(octets[at] & 3);
                }
            }
            session.lost("the end");
            check();
            assertTrue(session.stage() == Stage.CLOSED, "open without a connection");
            return record;
        }

        private void read(byte[] octets, int from, int to, int piece) {
            for (int at = from; at < to; at += piece) {
                ByteBuffer in = ByteBuffer.wrap(octets, at, Math.min(piece, to - at));
                try {
                    for (Optional<Reply> reply = reader.next(in); reply.isPresent(); reply = reader.next(in)) {
                        hearing = reply.get().code();
                        session.replied(reply.get());
                        check();
                        hearing = 0;
                        if (session.stage() == Stage.CLOSED) {
                            return; // nobody listens any more
                        }
                    }
                } catch (MalformedReplyException e) {
                    session.malformed(e);
                    check();
                    return;
                }
            }
        }

        private void happens(int event) {
            if (session.stage() == Stage.CLOSED) {
                return;
            }
            switch (event) {
                case 0 -> written();
                case 1 -> session.lost("reset");
                case 2 -> session.timedOut();
                default -> next();
            }
            check();
        }

        private void written() {
            if (contentAsked) {
                contentAsked = false;
                contentWritten = true;
                session.contentWritten();
            }
        }

        private void next() {
            if (session.stage() == Stage.READY && !session.isClean()) {
                session.reset();
            } else if (session.stage() == Stage.READY && session.transactions() < MESSAGES) {
                contentAsked = false;
                contentWritten = false;
                transaction = message();
                session.begin(transaction);
            }
        }

        private void check() {
            List<Outcome> outcomes = transaction.outcomes().orElse(List.of());
            for (Outcome outcome : outcomes) {
                if (outcome instanceof Outcome.Delivered && !record.contains(name(outcome))) {
                    assertTrue(contentWritten && hearing / 100 == 2, "delivered by the reply " + hearing);
                }
                if (!record.contains(name(outcome))) {
                    record.add(name(outcome));
                }
            }
        }

        private String name(Outcome outcome) {
            return session.transactions() + " " + outcome.getClass().getSimpleName() + " " + outcome.status();
        }

        @Override
        public void send(List<CommandLine> lines) {
            String said = new String(CommandLine.toBytes(lines), StandardCharsets.ISO_8859_1);
            assertEquals(lines.size(), said.split("\r\n").length, said);
            assertTrue(said.replace("\r\n", "").chars().noneMatch(c -> c == '\r' || c == '\n' || c == 0), said);
            record.add(said);
        }

        @Override
        public void sendContent() {
            assertTrue(!contentAsked && !contentWritten, "the content a second time");
            contentAsked = true;
            record.add("content");
        }

        @Override
        public void close() {
            record.add("close");
        }
    }
}
