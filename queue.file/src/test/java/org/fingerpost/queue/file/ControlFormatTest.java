package org.fingerpost.queue.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

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
import org.fingerpost.api.queue.Hold;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.State;
import org.fingerpost.api.queue.JobRecipient.Target;
import org.fingerpost.api.queue.JobRecipient.Via;
import org.junit.jupiter.api.Test;

class ControlFormatTest {

    private static final Instant NOW = Samples.NOW;
    private static final QueueId ID = new QueueId("1M2N3P4Q5R6S7T8V");
    private static final Job SIMPLE = Samples.job(ID, 4711);

    @Test
    void aSimpleJobIsReadableLines() throws IOException {
        assertEquals("""
                fingerpost-job 1
                job id=1M2N3P4Q5R6S7T8V arrived=2026-11-22T05:10:15.123456789Z body=4711 eightbit=true expanded=false held=false warned=false
                origin protocol=ESMTP name=client.example address=2001:db8::1 user=
                sender address=alice@example.org +SIZE=100
                recipient number=0 parent=-1 state=PENDING original=bob@example.org address=bob@example.org attempts=0 \
                next=2026-11-22T05:10:15.123456789Z +NOTIFY=FAILURE +ORCPT=rfc822;bob+2Bx@example.org
                header Received: from a%0D%0A%09by b; now
                header Subject: a = b, 100%25
                """, text(SIMPLE).replaceFirst("checksum crc32c [0-9a-f]{8}\n$", ""));
    }

    @Test
    void everyFieldComesBack() throws IOException {
        Diagnostic said = new Diagnostic("smtp", "mx.example", "450 one\n450 two");
        Recipient bob = Recipient.of("bob");
        List<JobRecipient> tree = List.of(
                new JobRecipient(0, -1, bob, new Target.ToAddress("bob"), Optional.empty(), State.EXPANDED, 0,
                        Optional.empty(), Optional.empty(), NOW).withListOwner(ReversePath.of("owner-bob")),
                new JobRecipient(1, 0, bob, new Target.ToProgram("/bin/p \"a b\" | c=%d", "a b"),
                        Optional.of(new Via("prog", "")), State.PENDING, 3, Optional.of(NOW),
                        Optional.of(Outcome.of(EnhancedStatus.of("4.4.1"), "no answer", Optional.of(said))), NOW.plusSeconds(60)),
                new JobRecipient(2, 0, bob, new Target.ToFile("/var/mail/a b/", ""),
                        Optional.of(new Via("*file*", "a b")), State.DELIVERED, 1, Optional.of(NOW),
                        Optional.of(Outcome.delivered("2.1.5", "")), Instant.MAX),
                new JobRecipient(3, 2, bob, new Target.ToAddress(""), Optional.empty(), State.RETURNED, 1,
                        Optional.of(Instant.MIN),
                        Optional.of(Outcome.failed("5.1.1", "-")), Instant.EPOCH));
        assertComesBack(new Job(ID, NOW, Origin.local("root"), ReversePath.NULL, tree, Header.EMPTY, 0, false, true)
                .withHold(Samples.HOLD));
    }

    @Test
    void whatTheSenderIsStillToBeToldIsReadable() throws IOException {
        Outcome taken = new Outcome.Delivered(EnhancedStatus.of("2.0.0"), "taken", Optional.empty(), Outcome.Handover.RELAYED);
        Job owing = SIMPLE.mapRecipients(r -> r.withOutcome(taken, State.DELIVERED, NOW).withReceiptDue(true))
                .withReport(Optional.of(new QueueId("REPORT01")));

        assertTrue(text(owing).contains(" warned=false report=REPORT01\n"), text(owing));
        assertTrue(text(owing).contains(" status=2.0.0 text=taken handover=RELAYED receipt=due +NOTIFY"), text(owing));
        assertComesBack(owing);
        assertComesBack(owing.withReport(Optional.empty()).withAbout(new QueueId("SUBJECT1")));
        for (Outcome.Handover each : Outcome.Handover.values()) {
            Outcome outcome = ((Outcome.Delivered) taken).with(each);
            assertComesBack(SIMPLE.mapRecipients(r -> r.withOutcome(outcome, State.DELIVERED, NOW)));
        }
    }

    @Test
    void howAConnectionWasProtectedComesBack() throws IOException {
        Origin origin = new Origin("ESMTPSA", "c", "192.0.2.1", "ann", ClientHost.UNKNOWN,
                new Protection("TLSv1.3", "TLS_AES_256_GCM_SHA384", 256, "CN=a b,O=\u00fc", "CN=ca", true, "SCRAM-SHA-256"));
        Job job = new Job(ID, NOW, origin, ReversePath.NULL, List.of(), Header.EMPTY, 0, false, true);
        assertComesBack(job);
        assertTrue(text(job).contains(" user=ann tls=TLSv1.3 cipher=TLS_AES_256_GCM_SHA384 bits=256 subject=CN%3Da%20b,O%3D%FC "
                + "issuer=CN%3Dca trusted=true mechanism=SCRAM-SHA-256\n"), text(job));
        Job clear = new Job(ID, NOW, new Origin("ESMTPA", "c", "192.0.2.1", "ann", ClientHost.UNKNOWN,
                Protection.NONE.authenticatedBy("PLAIN")), ReversePath.NULL, List.of(), Header.EMPTY, 0, false, true);
        assertComesBack(clear);
    }

    @Test
    void whatIsKnownOfAClientsHostComesBack() throws IOException {
        for (Standing standing : Standing.values()) {
            boolean named = standing == Standing.OK || standing == Standing.FORGED;
            ClientHost host = new ClientHost(named ? "client.example" : "", standing, 40_000, "192.0.2.25");
            assertComesBack(new Job(ID, NOW, new Origin("ESMTP", "c", "192.0.2.1", "", host), ReversePath.NULL, List.of(),
                    Header.EMPTY,
                    0, false, true));
        }
    }

    @Test
    void nothingInAValueForgesALine() throws IOException {
        String hostile = "x\nrecipient number=1 parent=-1\r\nchecksum crc32c 00000000\n%0A %u000A \u0000=\u00ff\u2028\ud800";
        Outcome outcome = Outcome.of(EnhancedStatus.of("4.0.0"), hostile.replaceAll("[\r\n]", " "),
                Optional.of(new Diagnostic(hostile, hostile, hostile)));
        String octets = "a b=c%20+d\t\u0001\u007f\u00ff";
        JobRecipient recipient = new JobRecipient(0, -1, new Recipient(octets, Map.of(octets, octets, "", "", "+", "=")),
                new Target.ToProgram(hostile, hostile), Optional.of(new Via(hostile, hostile)), State.FAILED, 1,
                Optional.of(NOW), Optional.of(outcome), NOW);
        HeaderField field = new HeaderField("X: \r\r\n \u0000\u00ff\u2028\r\n\t" + octets + " ");
        Job job = new Job(ID, NOW, new Origin(octets, octets, octets, octets), new ReversePath(octets, Map.of(octets, octets)),
                List.of(recipient), new Header(List.of(field)), 1, true, true,
                Optional.of(new Hold(NOW, hostile, hostile)), false, Map.of("x", octets));
        assertComesBack(job);
        assertEquals(8, text(job).lines().count());
        assertTrue(text(job).chars().allMatch(c -> c == '\n' || c >= ' ' && c <= '~'));
    }

    @Test
    void tenThousandRecipientsComeBack() throws IOException {
        List<JobRecipient> many = IntStream.range(0, 10_000)
                .mapToObj(i -> JobRecipient.submitted(i, Recipient.of("user" + i + "@example.org"), NOW)).toList();
        assertComesBack(SIMPLE.withRecipients(many));
    }

    @Test
    void aLineLongerThanAnyBufferComesBack() throws IOException {
        assertComesBack(new Job(ID, NOW, Origin.local(""), ReversePath.NULL, List.of(),
                new Header(List.of(HeaderField.of("X", "long ".repeat(100_000)))), 0, false, false));
    }

    @Test
    void randomJobsComeBack() throws IOException {
        Random random = new Random(20261122);
        for (int i = 0; i < 2000; i++) {
            assertComesBack(new RandomJobs(random).next());
        }
    }

    @Test
    void everyFlippedBitIsNoticed() throws IOException {
        byte[] good = Samples.written(SIMPLE);
        for (int bit = 0; bit < good.length * 8; bit++) {
            byte[] flipped = good.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(DamagedException.class, () -> read(flipped), "bit " + bit);
        }
    }

    @Test
    void everyShorterOrLongerFileIsNoticed() throws IOException {
        byte[] good = Samples.written(SIMPLE);
        for (int length = 0; length < good.length; length++) {
            byte[] torn = Arrays.copyOf(good, length);
            assertThrows(DamagedException.class, () -> read(torn), "length " + length);
        }
        assertThrows(DamagedException.class, () -> read(Arrays.copyOf(good, good.length + 1)));
    }

    @Test
    void anotherVersionSaysSo() {
        byte[] file = "fingerpost-job 2\n".getBytes(StandardCharsets.US_ASCII);
        DamagedException e = assertThrows(DamagedException.class, () -> read(file));
        assertTrue(e.getMessage().contains("another version"), e.getMessage());
    }

    @Test
    void aLineWithoutEndDoesNotFillTheMemory() {
        byte[] endless = new byte[LineWriter.MAX_LINE + 20_000];
        assertThrows(DamagedException.class, () -> new LineReader(new ByteArrayInputStream(endless)).line());
    }

    @Test
    void aLineThatCouldNotBeReadIsNotWritten() {
        Job job = new Job(ID, NOW, Origin.local(""), ReversePath.NULL, List.of(),
                new Header(List.of(HeaderField.of("X", "x".repeat(LineWriter.MAX_LINE)))), 0, false, false);
        assertThrows(IOException.class, () -> Samples.written(job));
    }

    private static void assertComesBack(Job job) throws IOException {
        assertEquals(job, read(Samples.written(job)));
    }

    private static Job read(byte[] file) throws IOException {
        return ControlReader.read(new ByteArrayInputStream(file));
    }

    private static String text(Job job) throws IOException {
        return new String(Samples.written(job), StandardCharsets.ISO_8859_1);
    }

    /** Jobs of all shapes, always the same for one seed. */
    private record RandomJobs(Random random) {

        Job next() {
            List<JobRecipient> recipients = new ArrayList<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                recipients.add(recipient(recipients.size()));
            }
            Header header = new Header(List.of(HeaderField.of("X", octets()), new HeaderField("Y:\r\n " + octets())));
            return new Job(ID, time(), new Origin(octets(), octets(), octets(), octets()),
                    new ReversePath(octets(), parameters()), recipients, header,
                    random.nextLong() >>> 1, random.nextBoolean(), random.nextBoolean(),
                    maybe(new Hold(time(), any(), any())), random.nextBoolean(), parameters());
        }

        private JobRecipient recipient(int number) {
            Target target = switch (random.nextInt(3)) {
                case 0 -> new Target.ToAddress(any());
                case 1 -> new Target.ToProgram(any(), any());
                default -> new Target.ToFile(any(), any());
            };
            State state = State.values()[random.nextInt(State.values().length)];
            int parent = random.nextInt(number + 1) - 1;
            return new JobRecipient(number, parent, new Recipient("a" + octets(), parameters()), target,
                    maybe(new Via(any(), any())), state,
                    random.nextInt(), maybe(time()), maybe(outcome()), time());
        }

        private Outcome outcome() {
            int category = new int[] {2, 4, 5}[random.nextInt(3)];
            EnhancedStatus status = new EnhancedStatus(category, random.nextInt(1000), random.nextInt(1000));
            return Outcome.of(status, octets(), maybe(new Diagnostic(any(), any(), octets() + "\n" + octets())));
        }

        private Map<String, String> parameters() {
            Map<String, String> parameters = new TreeMap<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                parameters.put(octets(), octets());
            }
            return parameters;
        }

        private <T> Optional<T> maybe(T value) {
            return random.nextBoolean() ? Optional.of(value) : Optional.empty();
        }

        private Instant time() {
            return Instant.ofEpochSecond(random.nextInt(), random.nextInt(3) * 1_000_001L);
        }

        /** Octets on one line. */
        private String octets() {
            return any().replaceAll("[\r\n\u0000\u0100-\uffff]", "%");
        }

        private String any() {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                text.append((char) (random.nextInt(8) == 0 ? random.nextInt(0x10000) : random.nextInt(0x100)));
            }
            return text.toString();
        }
    }
}
