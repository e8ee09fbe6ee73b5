package org.fingerpost.user.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.unix.Account;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs the right to change ids; the users need not exist. */
class ThreadStageTest {

    private static final Account ANN = new Account("ann", 31_001, 31_002, "", "/", "");
    private static final Path STATUS = Path.of("/proc/thread-self/status");

    private final Groups groups = new Groups(Duration.ZERO, System::nanoTime) {
        @Override
        List<Integer> ask(Account account) {
            return List.of(31_002, 31_009);
        }
    };

    @TempDir
    Path folder;
    private ThreadStage stage;

    @BeforeEach
    void needsRights() throws IOException {
        assumeTrue(Files.exists(STATUS), "no Linux");
        assumeTrue(ProcessRights.read(STATUS).maySetIds(), "needs CAP_SETUID and CAP_SETGID");
        System.setProperty("jna.tmpdir", Path.of("target").toAbsolutePath().toString());
        stage = new ThreadStage(new ThreadIds(SystemCalls.of(System.getProperty("os.arch")).orElseThrow()));
        stage.rehearse();
    }

    @Test
    void hasTheUsersIdsAndNoCapability() throws Exception {
        ProcessRights meanwhile = stage.as(ANN, groups, () -> ProcessRights.read(STATUS));
        assertEquals(new ProcessRights(31_001, 31_002, List.of(31_002, 31_009), 0), meanwhile);
    }

    @Test
    void hasItsOwnIdsAfterwards() throws Exception {
        ProcessRights before = ProcessRights.read(STATUS);
        stage.as(ANN, groups, () -> null);
        assertThrows(IllegalArgumentException.class, () -> stage.as(ANN, groups, () -> {
            throw new IllegalArgumentException();
        }));
        assertEquals(before, ProcessRights.read(STATUS));
    }

    @Test
    void makesFilesOfTheUserAndReadsNoOthers() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path secret = Files.writeString(folder.resolve("secret"), "x");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        Path made = stage.as(ANN, groups, () -> Files.createFile(folder.resolve("made")));
        assertEquals(31_001, Files.getAttribute(made, "unix:uid"));
        assertEquals(31_002, Files.getAttribute(made, "unix:gid"));
        assertThrows(AccessDeniedException.class, () -> stage.as(ANN, groups, () -> Files.readString(secret)));
        assertEquals("x", Files.readString(secret));
    }

    @Test
    void goesWhereOnlyTheUserGoes() throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"), PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString("rwx------")));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertEquals(false, stage.as(ANN, groups, () -> Files.isDirectory(home.resolve("."))));
        Files.setAttribute(home, "unix:uid", ANN.uid());
        assertEquals(true, stage.as(ANN, groups, () -> Files.isDirectory(home.resolve("."))));
    }

    @Test
    void leavesOtherThreadsAlone() throws Exception {
        ProcessRights before = ProcessRights.read(STATUS);
        CompletableFuture<ProcessRights> asked = new CompletableFuture<>();
        CompletableFuture<Void> now = new CompletableFuture<>();
        Thread running = new Thread(() -> {
            now.join();
            asked.complete(rights());
        });
        running.start();
        assertEquals(before, stage.as(ANN, groups, () -> {
            now.complete(null);
            return asked.get(30, TimeUnit.SECONDS);
        }));
    }

    @Test
    void isNotNested() throws Exception {
        assertThrows(IllegalStateException.class, () -> stage.as(ANN, groups, () -> stage.as(ANN, groups, () -> null)));
        assertEquals(31_001, stage.as(ANN, groups, () -> ProcessRights.read(STATUS)).uid());
    }

    @Test
    void doesNothingForUsersThatTheKernelDoesNotTake() throws Exception {
        ProcessRights before = ProcessRights.read(STATUS);
        Account bad = new Account("bad", -1, -1, "", "/", "");
        boolean[] done = new boolean[1];
        IOException e = assertThrows(IOException.class, () -> stage.as(bad, groups, () -> done[0] = true));
        assertTrue(e.getMessage().contains("-1"), e.getMessage());
        assertTrue(!done[0]);
        assertEquals(before, ProcessRights.read(STATUS));
    }

    private static ProcessRights rights() {
        try {
            return ProcessRights.read(STATUS);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
