package org.fingerpost.listener.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.fingerpost.api.submit.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropScanTest {

    @TempDir
    Path spool;

    private final FakePostOffice office = new FakePostOffice();
    private final Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private final Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    private DropScan scan;
    private Path drop;

    @BeforeEach
    void start() throws IOException {
        SendmailCommand sendmail = new SendmailCommand(spool, spool.resolve("control"), Duration.ZERO);
        sendmail.bindOffice(office);
        scan = new DropScan(spool, sendmail, 1000, clock);
        scan.prepare();
        drop = spool.resolve("drop");
    }

    private void put(String name, Frames frames) throws IOException {
        Files.write(drop.resolve(name), frames.bytes());
    }

    private static Frames message(String... words) {
        return Frames.of("sendmail").argument("-i").argument(words[0]).go().data("Subj").data("ect: x\n").end();
    }

    private List<String> in(String folder) throws IOException {
        try (Stream<Path> files = Files.list(spool.resolve(folder))) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void everybodyMayPutFilesAndNobodyMayListThem() throws IOException {
        assertEquals(01733, (Integer) Files.getAttribute(drop, "unix:mode") & 07777);
        assertEquals(0700, (Integer) Files.getAttribute(spool.resolve("drop.taken"), "unix:mode") & 07777);
        assertEquals(0700, (Integer) Files.getAttribute(spool.resolve("drop.bad"), "unix:mode") & 07777);
    }

    @Test
    void aCompleteFileIsSubmittedByItsOwnerOnce() throws IOException {
        put("a", message("ann"));
        String owner = Files.getOwner(drop.resolve("a")).getName();
        scan.run();
        scan.run();
        assertEquals(List.of(owner + ": <" + owner + "><ann> Subject: x|"), office.messages);
        assertEquals(List.of(), in("drop"));
        assertEquals(List.of(), in("drop.taken"));
        assertEquals(List.of(), in("drop.bad"));
    }

    @Test
    void aFileThatIsBeingWrittenIsLeftAloneForADay() throws IOException {
        put(".a", message("ann"));
        put(".dead", message("ann"));
        Files.setLastModifiedTime(drop.resolve(".a"), FileTime.from(now.minus(Duration.ofHours(23))));
        Files.setLastModifiedTime(drop.resolve(".dead"), FileTime.from(now.minus(Duration.ofHours(25))));
        scan.run();
        assertTrue(office.messages.isEmpty());
        assertEquals(List.of(".a"), in("drop"));
    }

    @Test
    void aRefusedRecipientIsReportedByMailSoTheFileIsDone() throws IOException {
        office.verdicts.put("nobody", Verdict.of(550, "5.1.1", "User unknown"));
        put("a", message("nobody"));
        scan.run();
        assertEquals(1, office.messages.size());
        assertEquals(List.of(), in("drop.bad"));
    }

    @Test
    void aTemporaryFailureIsTriedAtTheNextLook() throws IOException {
        office.commit = Verdict.of(451, "4.3.0", "disk");
        put("a", message("ann"));
        scan.run();
        assertEquals(List.of("a"), in("drop.taken"));
        office.commit = FakePostOffice.OK;
        scan.run();
        assertEquals(1, office.messages.size());
        assertEquals(List.of(), in("drop.taken"));
    }

    @Test
    void whatMakesNoSenseIsSetAside() throws IOException {
        office.verdicts.put("bug", null);
        put("bug", message("bug"));
        put("cut", Frames.of("sendmail", "ann").go().data("half"));
        put("empty", Frames.of());
        put("large", message("ann").data("x".repeat(2000)));
        put("other", Frames.of("queue", "remove").go());
        put("refused", Frames.of("sendmail", "-C/x", "ann").go().end());
        scan.run();
        assertEquals(List.of("bug", "cut", "empty", "large", "other", "refused"), in("drop.bad"));
        assertEquals(List.of(), in("drop.taken"));
        assertTrue(office.messages.isEmpty());
    }

    @Test
    void linksAndOtherThingsAreSetAside() throws IOException {
        Path elsewhere = Files.write(spool.resolve("elsewhere"), message("ann").bytes());
        Files.createSymbolicLink(drop.resolve("symbolic"), elsewhere);
        Files.createLink(drop.resolve("hard"), elsewhere);
        Files.createDirectory(drop.resolve("folder"));
        scan.run();
        assertEquals(List.of("folder", "hard", "symbolic"), in("drop.bad"));
        assertTrue(office.messages.isEmpty());
    }
}
