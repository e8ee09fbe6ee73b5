package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.fingerpost.itest.process.SmtpSink.Received;
import org.fingerpost.itest.process.SmtpSink.Step;
import org.fingerpost.itest.process.SmtpSink.Trouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * For each step of the dialogue and each way to go wrong there, a server that does so the first two times and then behaves; all
 * of them at once. Each message arrives exactly once, or its sender hears of it.
 */
class BadPeersIT {

    private static final String USER = System.getProperty("user.name");
    private static final int TIMES = 2;
    private static final int LINES = 200;
    /** So long that a server that stops reading holds up the sender. */
    private static final int MANY_LINES = 100_000;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** What must become of a message. */
    private enum End {
        ARRIVES, RETURNS, EITHER
    }

    /** One server. */
    private record Peer(String id, Step step, String reply, SmtpSink sink) {

        String domain() {
            return id + ".example";
        }

        End expected() {
            if (step == Step.QUIT || reply.isEmpty() || !reply.startsWith("5")) {
                return End.ARRIVES;
            }
            return switch (step) {
                case EHLO -> End.ARRIVES; // by HELO
                case BODY -> End.EITHER; // whether the reply is seen before the connection has gone
                default -> End.RETURNS;
            };
        }

        long taken() {
            return sink.received().stream().filter(Received::taken).count();
        }

        @Override
        public String toString() {
            return id + ": \"" + reply + "\" at " + step;
        }
    }

    @TempDir
    private Path folder;
    private final List<Peer> peers = new ArrayList<>();

    private void peer(Step step, String reply) throws Exception {
        SmtpSink sink = new SmtpSink();
        sink.misbehave(Trouble.times(TIMES, step, reply));
        peers.add(new Peer(String.format("m%06d", peers.size()), step, reply, sink));
    }

    @Test
    void whateverAServerDoesNothingIsLostAndNothingIsSaidToBeDeliveredThatIsNot() throws Exception {
        for (Step step : Step.values()) {
            for (String reply : List.of("421 4.3.2 closing", "451 4.3.0 later", "554 5.7.1 no", Trouble.DROP, Trouble.HANG,
                    "nonsense")) {
                peer(step, reply);
            }
        }
        peer(Step.BODY, "250 2.0.0 taken before it was there");
        peer(Step.CONTENT, "221 2.0.0 bye");
        peer(Step.CONTENT, "354 go on");
        String table = peers.stream().map(peer -> peer.domain() + "\trelay:[127.0.0.1]:" + peer.sink().port() + "\n")
                .collect(Collectors.joining());
        try (RouterProcess router = new RouterProcess(folder.resolve("instance"), "").withRelay(1).with("etc/mailertable", table)
                .with("etc/queue.cfg", "retry = 1s\n")
                .with("etc/mailer.smtp.cfg", "timeout.greeting = 3s\ntimeout.ehlo = 3s\ntimeout.mail = 3s\n"
                        + "timeout.rcpt = 3s\ntimeout.data.init = 3s\n"
                        + "timeout.data.block = 3s\ntimeout.data.termination = 3s\n").start()) {
            try (SmtpDialogue smtp = router.smtp()) {
                smtp.command("EHLO client.example", "250");
                for (Peer peer : peers) {
                    int lines = peer.step() == Step.BODY ? MANY_LINES : LINES;
                    smtp.send(USER, Senders.message(peer.id(), lines), "x@" + peer.domain());
                }
            }
            Await.until("an empty spool", PATIENCE, () -> router.spooled().isEmpty());
            check(router);
        } finally {
            for (Peer peer : peers) {
                peer.sink().close();
            }
        }
    }

    private void check(RouterProcess router) throws Exception {
        String mailbox = router.read("var/mail/" + USER);
        Map<String, String> wrong = new TreeMap<>();
        int again = 0;
        for (Peer peer : peers) {
            boolean returned = mailbox.contains("Subject: " + peer.id() + "\n");
            End end = returned ? End.RETURNS : End.ARRIVES;
            long copies = returned ? 0 : 1;
            if (peer.taken() != copies || peer.expected() != End.EITHER && peer.expected() != end) {
                wrong.put(peer.toString(), "taken " + peer.taken() + " times, " + (returned ? "" : "not ") + "returned");
            }
            again += peer.sink().received().size() - (int) peer.taken();
            for (Received message : peer.sink().received()) {
                if (!Senders.isWhole(message.content(), peer.id())) {
                    wrong.put(peer.toString(), "half a message arrived");
                }
            }
        }
        System.out.printf("bad peers: %d, %d messages came again after the server had read them and not said so%n", peers.size(),
                again);
        assertEquals(Map.of(), wrong);
        assertEquals(List.of(), router.damaged());
    }
}
