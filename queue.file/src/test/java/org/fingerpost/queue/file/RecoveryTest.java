package org.fingerpost.queue.file;

import static org.fingerpost.queue.file.Samples.open;
import static org.fingerpost.queue.file.Samples.queued;
import static org.fingerpost.queue.file.Samples.recovered;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.fingerpost.api.queue.Job;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is no job is set aside, and the others come back. */
class RecoveryTest {

    @TempDir
    Path spool;
    private final FaultyDisk disk = new FaultyDisk();
    private FileQueueStore store;
    private Job good;
    private Job bad;

    @BeforeEach
    void queueTwo() throws IOException {
        store = open(spool, disk);
        good = queued(store);
        bad = queued(store);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void aTornControlFileIsSetAsideWithItsBody() throws IOException {
        byte[] control = Files.readAllBytes(control());
        Files.write(control(), Arrays.copyOf(control, control.length / 2));
        assertThrows(DamagedException.class, () -> store.load(bad.id()));
        assertOnlyGoodOneIsLeft(bad.id() + ".control", bad.id() + ".data");
        assertEquals(control.length / 2, Files.size(spool.resolve("damaged/" + bad.id() + ".control")));
    }

    @Test
    void aChangedControlFileIsSetAsideWithItsBody() throws IOException {
        Files.writeString(control(), Files.readString(control()).replace("bob@", "eve@"));
        assertOnlyGoodOneIsLeft(bad.id() + ".control", bad.id() + ".data");
    }

    @Test
    void aControlFileOfAnotherNameIsSetAside() throws IOException {
        Files.copy(spool.resolve("control/" + good.id()), spool.resolve("control/1M2N3P4Q5R6S7T8V"));
        store.remove(bad.id()).toCompletableFuture().join();
        assertOnlyGoodOneIsLeft("1M2N3P4Q5R6S7T8V.control");
    }

    @Test
    void aControlFileWithoutBodyIsSetAside() throws IOException {
        Files.delete(spool.resolve("data/" + bad.id()));
        assertOnlyGoodOneIsLeft(bad.id() + ".control");
    }

    @Test
    void whatCannotBeReadNowStaysForTheNextStart() throws IOException {
        Files.setPosixFilePermissions(control(), PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(control()), "root reads everything");
        assertEquals(Map.of(good.id(), good), recovered(store));
        assertTrue(Files.exists(control()) && Files.exists(spool.resolve("data/" + bad.id())));
        Files.setPosixFilePermissions(control(), PosixFilePermissions.fromString("rw-------"));
        assertEquals(2, recovered(store).size());
    }

    @Test
    void aBodyOfAnotherSizeIsSetAside() throws IOException {
        Files.write(spool.resolve("data/" + bad.id()), new byte[1]);
        assertOnlyGoodOneIsLeft(bad.id() + ".control", bad.id() + ".data");
    }

    @Test
    void whatIsNoControlFileIsSetAside() throws IOException {
        store.remove(bad.id()).toCompletableFuture().join();
        Files.createFile(spool.resolve("control/notes~"));
        Files.createDirectory(spool.resolve("control/DIRECTORY"));
        Files.createSymbolicLink(spool.resolve("control/SYMBOLICLINK"), spool.resolve("lock"));
        assertOnlyGoodOneIsLeft("notes~.control", "DIRECTORY.control", "SYMBOLICLINK.control");
    }

    @Test
    void whatWasSetAsideBeforeIsKept() throws IOException {
        Path earlier = Files.writeString(spool.resolve("damaged/" + bad.id() + ".control"), "earlier");
        Files.delete(spool.resolve("data/" + bad.id()));
        assertOnlyGoodOneIsLeft(bad.id() + ".control", bad.id() + ".control.1");
        assertEquals("earlier", Files.readString(earlier));
    }

    @Test
    void theBodyOfADamagedMessageSurvivesACutWhileItIsSetAside() throws IOException {
        Files.writeString(control(), "damaged");
        disk.refuse("rename damaged/" + bad.id() + ".control");
        assertEquals(Map.of(good.id(), good), recovered(store));
        disk.refuse("none");
        store.close();
        store = open(spool, disk);
        assertOnlyGoodOneIsLeft(bad.id() + ".control", bad.id() + ".data");
    }

    @Test
    void whatCannotBeSetAsideDoesNotStopTheRecovery() throws IOException {
        Files.writeString(control(), "damaged");
        disk.refuse("rename damaged");
        assertEquals(Map.of(good.id(), good), recovered(store));
    }

    @Test
    void strangersAmongTheBodiesAreLeftAlone() throws IOException {
        Files.createFile(spool.resolve("data/notes~"));
        store.close();
        store = open(spool, disk);
        assertEquals(Set.of(good.id().value(), bad.id().value(), "notes~"), names("data"));
    }

    private Path control() {
        return spool.resolve("control/" + bad.id());
    }

    private void assertOnlyGoodOneIsLeft(String... damaged) throws IOException {
        assertEquals(Map.of(good.id(), good), recovered(store));
        assertEquals(Set.copyOf(List.of(damaged)), names("damaged"));
        assertEquals(Set.of(good.id().value()), names("control"));
        assertEquals(Set.of(good.id().value()), names("data"));
    }

    private Set<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.list(spool.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }
}
