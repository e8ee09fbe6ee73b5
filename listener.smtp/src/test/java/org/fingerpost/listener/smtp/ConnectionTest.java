package org.fingerpost.listener.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

import org.fingerpost.api.mail.ClientHost;
import org.fingerpost.api.submit.Arrival;
import org.fingerpost.api.submit.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connection with a wire that only remembers, and a pool that works when it is told to. */
class ConnectionTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Timing TIMING = new Timing(MINUTE.multipliedBy(3), MINUTE.multipliedBy(7), 100,
            MINUTE.multipliedBy(5), Duration.ofHours(1));

    private final RecordingOffice office = new RecordingOffice();
    private final CompletableFuture<Verdict> commit = new CompletableFuture<>();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final FakeWire wire = new FakeWire();
    private final PostOffices offices = new PostOffices();
    private final List<Connection> ended = new ArrayList<>();
    private final CompletableFuture<ClientHost> host = CompletableFuture.completedFuture(ClientHost.UNKNOWN);
    private Connection connection;

    private static final class FakeWire implements Wire {
        final List<String> sends = new ArrayList<>();
        final Queue<Runnable> unacknowledged = new ArrayDeque<>();
        boolean neverReads;
        boolean suspended;
        boolean closed;
        boolean aborted;

        @Override
        public void send(byte[] octets, Runnable sent) {
            sends.add(new String(octets, StandardCharsets.ISO_8859_1));
            if (neverReads) {
                unacknowledged.add(sent);
            } else {
                sent.run();
            }
        }

        @Override
        public void suspendRead() {
            suspended = true;
        }

        @Override
        public void resumeRead() {
            suspended = false;
        }

        @Override
        public void close() {
            closed = true;
        }

        @Override
        public void abort() {
            aborted = true;
        }

        String takeSent() {
            String all = String.join("", sends);
            sends.clear();
            return all;
        }
    }

    @BeforeEach
    void connect() {
        offices.bind(office);
        connection = new Connection(Service.SMTP, client("192.0.2.7"), host, offices, Dialog.RULES, wire,
                new Connection.Terms(tasks::add, ended::add));
        connection.opened();
        work();
        assertEquals("220 mx.example ESMTP Fingerpost\r\n", wire.takeSent());
    }

    @Test
    void nothingIsSaidOrReadBeforeTheClientIsKnown() {
        CompletableFuture<ClientHost> asked = new CompletableFuture<>();
        FakeWire other = new FakeWire();
        Connection waiting = new Connection(Service.SMTP, client("192.0.2.8"), asked, offices, Dialog.RULES, other,
                new Connection.Terms(tasks::add, ended::add));
        waiting.opened();
        waiting.received(ByteBuffer.wrap("HELO c\r\n".getBytes(StandardCharsets.ISO_8859_1)));
        work();
        assertEquals("", other.takeSent());
        asked.complete(ClientHost.UNKNOWN);
        work();
        assertEquals("220 mx.example ESMTP Fingerpost\r\n250 mx.example\r\n", other.takeSent());
    }

    @Test
    void aClientThatGoesBeforeItIsKnownLeavesNothing() {
        CompletableFuture<ClientHost> asked = new CompletableFuture<>();
        Connection waiting = new Connection(Service.SMTP, client("192.0.2.8"), asked, offices, Dialog.RULES, new FakeWire(),
                new Connection.Terms(tasks::add, ended::add));
        waiting.opened();
        waiting.gone();
        work();
        assertEquals(List.of(waiting), ended);
        asked.complete(ClientHost.UNKNOWN);
        work();
        assertEquals(List.of(waiting), ended);
    }

    @Test
    void aStopDoesNotWaitForAName() {
        FakeWire other = new FakeWire();
        Connection waiting = new Connection(Service.SMTP, client("192.0.2.8"), new CompletableFuture<>(), offices,
                Dialog.RULES, other,
                new Connection.Terms(tasks::add, ended::add));
        waiting.opened();
        waiting.stop();
        work();
        assertEquals("421 4.3.2 mx.example is shutting down\r\n", other.takeSent());
        assertTrue(other.closed);
    }

    private static Caller client(String address) {
        return new Caller(address, ClientQuota.UNLIMITED, Arrival.MTA);
    }

    private void work() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private void receive(String octets) {
        assertFalse(wire.suspended, "nothing is read while reading is suspended");
        connection.received(ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private void pass(int minutes) {
        for (int i = 0; i < minutes; i++) {
            connection.pass(MINUTE, TIMING);
        }
    }

    private void upToCommit() {
        office.commits = () -> commit;
        receive("HELO c\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\nx\r\n.\r\nNOOP\r\n");
        work();
        assertTrue(wire.takeSent().endsWith("354 send the message, end with <CRLF>.<CRLF>\r\n"));
    }

    @Test
    void readingGoesOnWhileLittleInputWaits() {
        receive("HELO c\r\nMAIL FROM:<a@b>\r\nRC");
        receive("PT TO:<c@d>\r\n");
        assertFalse(wire.suspended);
        work();
        assertEquals(3, wire.takeSent().split("\r\n").length);
    }

    @Test
    void readingIsSuspendedWhileMuchInputWaits() {
        receive("NOOP\r\n".repeat(1000));
        receive("NOOP\r\n".repeat(2000));
        assertTrue(wire.suspended);
        work();
        assertFalse(wire.suspended);
        assertEquals(3000, wire.takeSent().split("\r\n").length);
    }

    @Test
    void contentIsLookedAtByTheLine() {
        receive("HELO c\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n");
        work();
        wire.takeSent();
        receive("half a");
        assertTrue(tasks.isEmpty());
        receive(" line\r\n.\r\n");
        work();
        assertEquals("250 2.0.0 queued as Q00001\r\n", wire.takeSent());
        receive("NO");
        assertEquals(1, tasks.size());
    }

    @Test
    void aLineWithoutEndIsLookedAtNonetheless() {
        receive("HELO c\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n");
        work();
        receive("x".repeat(Connection.MAX_INPUT));
        assertTrue(wire.suspended);
        work();
        assertFalse(wire.suspended);
    }

    @Test
    void aBusyClientKeepsNoWorkerForItself() {
        for (int i = 0; i < 3; i++) { // as if they came while the task was at work
            connection.received(ByteBuffer.wrap("NOOP\r\n".repeat(2000).getBytes(StandardCharsets.ISO_8859_1)));
        }
        tasks.remove().run();
        assertEquals(4000, wire.takeSent().split("\r\n").length);
        assertEquals(1, tasks.size());
        assertTrue(wire.suspended);
        work();
        assertEquals(2000, wire.takeSent().split("\r\n").length);
        assertFalse(wire.suspended);
    }

    @Test
    void repliesToPipelinedCommandsLeaveTogether() {
        receive("HELO c\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\n");
        work();
        assertEquals(1, wire.sends.size());
    }

    @Test
    void atMostOneTaskIsQueued() {
        receive("NOOP\r\n");
        connection.stop();
        connection.gone();
        assertEquals(1, tasks.size());
    }

    @Test
    void littleIsReadWhileACommitIsUnderWay() {
        upToCommit();
        assertTrue(tasks.isEmpty());
        receive("RSET\r\n".repeat(Connection.MAX_INPUT / 6));
        assertTrue(wire.suspended);
        work();
        assertEquals("", wire.takeSent());
        assertTrue(wire.suspended);
        commit.complete(RecordingOffice.QUEUED);
        work();
        String replies = wire.takeSent();
        assertTrue(replies.startsWith("250 2.0.0 queued as Q00001\r\n250 2.0.0 ok\r\n"));
        assertEquals(2 + Connection.MAX_INPUT / 6, replies.split("\r\n").length);
        assertFalse(wire.suspended);
    }

    @Test
    void clientThatNeverReadsFillsNoHeap() {
        wire.neverReads = true;
        String noops = "NOOP\r\n".repeat(10_000);
        receive(noops);
        work();
        String first = wire.takeSent();
        assertTrue(first.length() >= Connection.MAX_UNSENT && first.length() < Connection.MAX_UNSENT + 512, "" + first.length());
        assertTrue(wire.suspended);
        int replies = 0;
        for (String sent = first; !sent.isEmpty(); sent = wire.takeSent()) {
            replies += sent.split("\r\n").length;
            wire.unacknowledged.remove().run();
            work();
        }
        assertEquals(10_000, replies);
        assertFalse(wire.suspended);
    }

    @Test
    void silenceEndsTheSession() {
        receive("HELO c\r\nMAIL FROM:<a@b>\r\n");
        work();
        wire.takeSent();
        pass(3);
        work();
        assertEquals("421 4.4.2 mx.example has waited too long, closing\r\n", wire.takeSent());
        assertTrue(wire.closed);
        assertEquals("close", office.log.get(office.log.size() - 1));
    }

    @Test
    void silenceDuringACommitIsNotTheClients() {
        upToCommit();
        pass(3);
        work();
        assertEquals("", wire.takeSent());
        commit.complete(RecordingOffice.QUEUED);
        work();
        assertEquals("250 2.0.0 queued as Q00001\r\n250 2.0.0 ok\r\n", wire.takeSent());
        assertFalse(wire.closed);
    }

    @Test
    void silenceThatInputHasBrokenIsForgotten() {
        pass(2);
        receive("NOOP\r\n");
        pass(1);
        work();
        assertEquals("250 2.0.0 ok\r\n", wire.takeSent());
        pass(2);
        work();
        assertFalse(wire.closed);
        pass(1);
        work();
        assertTrue(wire.closed);
    }

    @Test
    void aCommandThatComesByTheOctetHasNoMoreTimeThanAnother() {
        for (int i = 0; i < 3; i++) {
            receive("N");
            pass(1);
            work();
        }
        assertEquals("421 4.4.2 mx.example has waited too long, closing\r\n", wire.takeSent());
        assertTrue(wire.closed);
    }

    @Test
    void aClientThatDoesNotReadIsNotWaitedFor() {
        wire.neverReads = true;
        receive("NOOP\r\n");
        work();
        pass(3);
        assertFalse(wire.aborted); // what was sent before the first minute is not the client's slowness yet
        pass(1);
        assertTrue(wire.aborted);
    }

    @Test
    void contentHasATimeoutOfItsOwn() {
        receive("HELO c\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n" + "x".repeat(60_000) + "\r\n");
        work();
        wire.takeSent();
        pass(6);
        work();
        assertFalse(wire.closed);
        pass(1);
        work();
        assertEquals("421 4.4.2 mx.example has waited too long, closing\r\n", wire.takeSent());
    }

    @Test
    void aMessageThatComesTooSlowlyIsNotWaitedFor() {
        receive("HELO c\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n");
        work();
        wire.takeSent();
        for (int i = 0; i < 4; i++) {
            receive("x\r\n");
            pass(1);
            work();
        }
        assertFalse(wire.closed, "in its grace");
        receive("x\r\n");
        pass(1);
        work();
        assertEquals("421 4.4.2 mx.example gets this message too slowly, closing\r\n", wire.takeSent());
        assertTrue(wire.closed);
        assertEquals(List.of(), office.accepted);
        assertEquals("close", office.log.get(office.log.size() - 1));
    }

    @Test
    void aMessageThatKeepsThePaceMayLast() {
        receive("HELO c\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n");
        work();
        for (int i = 0; i < 30; i++) {
            receive("x".repeat(6000) + "\r\n");
            pass(1);
            work();
        }
        assertFalse(wire.closed);
    }

    @Test
    void aSessionEndsSometime() {
        for (int i = 0; i < 59; i++) {
            receive("NOOP\r\n");
            work();
            pass(1);
            work();
        }
        assertFalse(wire.closed);
        wire.takeSent();
        pass(1);
        work();
        assertEquals("421 4.4.2 mx.example ends sessions that last so long\r\n", wire.takeSent());
    }

    @Test
    void underStressSilenceIsShort() {
        connection.pass(MINUTE, TIMING.atMost(Duration.ofSeconds(10)));
        work();
        assertEquals("421 4.4.2 mx.example has waited too long, closing\r\n", wire.takeSent());
    }

    @Test
    void whatWasSentBeforeTheEndOfInputIsAnswered() {
        receive("HELO c\r\nNOOP\r\n");
        connection.inputEnded();
        work();
        assertEquals("250 mx.example\r\n250 2.0.0 ok\r\n", wire.takeSent());
        assertTrue(wire.closed);
    }

    @Test
    void endOfInputInTheContentDropsTheMessage() {
        receive("HELO c\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\nx\r\n.\r");
        connection.inputEnded();
        work();
        assertTrue(wire.closed);
        assertEquals("close", office.log.get(office.log.size() - 1));
        assertEquals(List.of(), office.accepted);
    }

    @Test
    void stopTellsAnIdleClient421() {
        connection.stop();
        work();
        assertEquals("421 4.3.2 mx.example is shutting down\r\n", wire.takeSent());
        assertTrue(wire.closed);
    }

    @Test
    void stopLetsACommitGetItsReply() {
        upToCommit();
        connection.stop();
        work();
        assertFalse(wire.closed);
        commit.complete(RecordingOffice.QUEUED);
        work();
        assertEquals("250 2.0.0 queued as Q00001\r\n421 4.3.2 mx.example is shutting down\r\n", wire.takeSent());
        assertTrue(wire.closed);
    }

    @Test
    void connectionThatIsGoneEndsAfterItsCommit() {
        upToCommit();
        connection.gone();
        work();
        assertEquals(List.of(), ended);
        commit.complete(RecordingOffice.QUEUED);
        work();
        assertEquals(List.of(connection), ended);
        assertEquals("close", office.log.get(office.log.size() - 1));
        connection.gone();
        work();
        assertEquals(1, ended.size());
    }

    @Test
    void quitCloses() {
        receive("QUIT\r\nNOOP\r\n");
        work();
        assertEquals("221 2.0.0 mx.example closing\r\n", wire.takeSent());
        assertTrue(wire.closed);
    }
}
