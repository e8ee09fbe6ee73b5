package org.fingerpost.api.unix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FileSafetyTest {

    private static final int STRANGER = 5003;

    @TempDir
    private Path temporary;
    private Path folder;
    private Path file;
    private Trusted me;

    @BeforeEach
    void make() throws IOException {
        folder = Files.createDirectory(temporary.toRealPath().resolve("folder"));
        file = Files.writeString(folder.resolve("file"), "content");
        mode(folder, "rwxr-xr-x");
        mode(file, "rw-r--r--");
        me = Trusted.user((int) Files.getAttribute(file, "unix:uid"));
    }

    private static void mode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private Judgement judge(String words, SteeringFile role) throws IOException {
        return judge(words, role, file);
    }

    private Judgement judge(String words, SteeringFile role, Path path) throws IOException {
        return FileSafety.parse(words).judge(role, path, me);
    }

    @ParameterizedTest
    @EnumSource(SteeringFile.class)
    void nothingIsToBeSaidOfAFileThatOnlyItsOwnerCanWrite(SteeringFile role) throws IOException {
        Judgement judgement = judge("", role);
        assertEquals(Optional.empty(), judgement.objection());
        assertEquals(Optional.empty(), judgement.restriction());
        assertEquals(file, judgement.file());
        assertEquals(me.uid(), judgement.uid());
    }

    @ParameterizedTest
    @CsvSource({
        "ALIASES, GroupWritableAliasFile", "MAP, MapInUnsafeDirPath", "CLASS, ClassFileInUnsafeDirPath",
        "FORWARD, GroupWritableForwardFile", "INCLUSION, GroupWritableIncludeFile", "PROGRAM, RunWritableProgram",
        "HELP, HelpFileInUnsafeDirPath", "ERROR_HEADER, ErrorHeaderInUnsafeDirPath"})
    void aFileThatItsGroupCanWrite(SteeringFile role, String excuse) throws IOException {
        mode(file, "rw-rw-r--");
        assertEquals(Optional.of(file + ": group-writable file"), judge("", role).objection());
        assertEquals(Optional.empty(), judge(excuse, role).objection());
    }

    @ParameterizedTest
    @CsvSource({
        "ALIASES, WorldWritableAliasFile", "MAP, MapInUnsafeDirPath", "CLASS, ClassFileInUnsafeDirPath",
        "FORWARD, WorldWritableForwardFile", "INCLUSION, WorldWritableIncludeFile", "PROGRAM, RunWritableProgram",
        "HELP, HelpFileInUnsafeDirPath", "ERROR_HEADER, ErrorHeaderInUnsafeDirPath"})
    void aFileThatAnybodyCanWrite(SteeringFile role, String excuse) throws IOException {
        mode(file, "rw-rw-rw-");
        assertEquals(Optional.of(file + ": world-writable file"), judge("", role).objection());
        assertEquals(Optional.of(file + ": world-writable file"),
                judge("GroupWritableAliasFile GroupWritableForwardFile GroupWritableIncludeFile", role).objection());
        assertEquals(Optional.empty(), judge(excuse, role).objection());
    }

    @ParameterizedTest
    @CsvSource({
        "ALIASES, MapInUnsafeDirPath", "MAP, MapInUnsafeDirPath", "CLASS, ClassFileInUnsafeDirPath",
        "FORWARD, ForwardFileInUnsafeDirPath", "INCLUSION, IncludeFileInUnsafeDirPath", "PROGRAM, RunProgramInUnsafeDirPath",
        "HELP, HelpFileInUnsafeDirPath", "ERROR_HEADER, ErrorHeaderInUnsafeDirPath", "SERVICE_SWITCH, MapInUnsafeDirPath"})
    void aFolderThatOthersCanWrite(SteeringFile role, String excuse) throws IOException {
        mode(folder, "rwxrwxr-x");
        assertEquals(Optional.of(folder + ": group-writable directory"), judge("", role).objection());
        assertEquals(Optional.empty(), judge("GroupWritableDirPathSafe", role).objection());
        mode(folder, "rwxrwxrwx");
        assertEquals(Optional.of(folder + ": world-writable directory"), judge("GroupWritableDirPathSafe", role).objection());
        assertEquals(Optional.empty(), judge(excuse, role).objection());
    }

    @Test
    void foldersHigherUpCountAsMuch() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("a/b"));
        Path list = Files.writeString(deep.resolve("list"), "");
        mode(deep.getParent(), "rwxr-xr-x");
        mode(deep, "rwxr-xr-x");
        mode(list, "rw-r--r--");
        assertEquals(Optional.empty(), judge("", SteeringFile.INCLUSION, list).objection());
        mode(folder, "rwxrwxrwx");
        assertEquals(Optional.of(folder + ": world-writable directory"), judge("", SteeringFile.INCLUSION, list).objection());
    }

    @ParameterizedTest
    @CsvSource({"FORWARD, Forward", "INCLUSION, Include"})
    void whatIsExcusedMayStillNotNameProgramsAndFiles(SteeringFile role, String name) throws IOException {
        mode(file, "rw-rw-r--");
        String words = "GroupWritable" + name + "File";
        assertEquals(Optional.of(file + ": group-writable file"), judge(words, role).restriction());
        assertEquals(Optional.empty(), judge(words + "," + words + "Safe", role).restriction());
        mode(file, "rw-rw-rw-");
        words = "WorldWritable" + name + "File GroupWritable" + name + "FileSafe";
        assertEquals(Optional.of(file + ": world-writable file"), judge(words, role).restriction());
        mode(file, "rw-r--r--");
        mode(folder, "rwxrwxr-x");
        words = name + "FileInGroupWritableDirPath";
        assertEquals(Optional.empty(), judge(words, role).objection());
        assertEquals(Optional.of(folder + ": group-writable directory"), judge(words, role).restriction());
        assertEquals(Optional.empty(), judge(words + " " + name + "FileInUnsafeDirPathSafe", role).restriction());
        mode(folder, "rwxrwxrwx");
        assertTrue(judge(words, role).objection().isPresent());
    }

    @ParameterizedTest
    @CsvSource({
        "ALIASES, LinkedAliasFileInWritableDir MapInUnsafeDirPath", "MAP, LinkedMapInWritableDir MapInUnsafeDirPath",
        "CLASS, LinkedClassFileInWritableDir ClassFileInUnsafeDirPath",
        "FORWARD, LinkedForwardFileInWritableDir ForwardFileInUnsafeDirPath",
        "INCLUSION, LinkedIncludeFileInWritableDir IncludeFileInUnsafeDirPath",
        "SERVICE_SWITCH, LinkedServiceSwitchFileInWritableDir MapInUnsafeDirPath"})
    void aLinkInAFolderThatOthersCanWrite(SteeringFile role, String words) throws IOException {
        Path open = Files.createDirectory(folder.resolve("open"));
        Path link = Files.createSymbolicLink(open.resolve("link"), file);
        mode(open, "rwxr-xr-x");
        assertEquals(Optional.empty(), judge("", role, link).objection());
        mode(open, "rwxrwxrwx");
        String onlyPath = words.split(" ")[1];
        assertEquals(Optional.of(link + ": symbolic link in a writable directory"), judge(onlyPath, role, link).objection());
        assertEquals(Optional.empty(), judge(words, role, link).objection());
        assertTrue(judge(words.split(" ")[0], role, link).objection().isPresent());
        Path second = Files.createLink(open.resolve("second"), file);
        assertEquals(Optional.of(second + ": hard link in a writable directory"), judge(onlyPath, role, second).objection());
        assertEquals(Optional.empty(), judge(words, role, second).objection());
    }

    @Test
    void theFoldersOfALinksTargetCount() throws IOException {
        Path open = Files.createDirectory(folder.resolve("open"));
        Path target = Files.writeString(open.resolve("target"), "");
        mode(target, "rw-r--r--");
        mode(open, "rwxrwxrwx");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("open/../open/./target"));
        assertEquals(Optional.of(open + ": world-writable directory"), judge("", SteeringFile.MAP, link).objection());
    }

    @Test
    void theStickyBitKeepsFoldersAndFilesIfItIsTrusted() throws Exception {
        mode(folder, "rwxrwxrwx");
        Files.setAttribute(folder, "unix:mode", 01777);
        Path below = Files.createDirectory(folder.resolve("below"));
        mode(below, "rwxr-xr-x");
        Path list = Files.writeString(below.resolve("list"), "");
        mode(list, "rw-r--r--");
        assertEquals(Optional.empty(), judge("", SteeringFile.INCLUSION, list).objection());
        assertEquals(Optional.of(folder + ": world-writable directory"), judge("", SteeringFile.INCLUSION).objection());
        assertEquals(Optional.empty(), judge("TrustStickyBit", SteeringFile.INCLUSION).objection());
        Files.setAttribute(folder, "unix:mode", 0777);
        assertTrue(judge("TrustStickyBit", SteeringFile.INCLUSION).objection().isPresent());
    }

    @Test
    void owners() throws IOException {
        assumeTrue(me.uid() == 0, "only root can give files away");
        Files.setAttribute(file, "unix:uid", STRANGER);
        assertEquals(Optional.of(file + ": owned by user 5003"), judge("", SteeringFile.ALIASES).objection());
        assertEquals(Optional.of(file + ": owned by user 5003"), judge("", SteeringFile.FORWARD).objection());
        assertEquals(Optional.empty(), judge("", SteeringFile.INCLUSION).objection());
        assertEquals(STRANGER, judge("", SteeringFile.INCLUSION).uid());
        assertEquals(Optional.empty(), FileSafety.STRICT.judge(SteeringFile.FORWARD, file, Trusted.user(STRANGER)).objection());
        Files.setAttribute(file, "unix:uid", 0);
        Files.setAttribute(folder, "unix:uid", STRANGER);
        assertEquals(Optional.of(folder + ": directory owned by user 5003"), judge("", SteeringFile.INCLUSION).objection());
        Files.setAttribute(file, "unix:uid", STRANGER + 1);
        assertEquals(Optional.of(folder + ": directory owned by user 5003"), judge("", SteeringFile.INCLUSION).objection());
        Files.setAttribute(file, "unix:uid", STRANGER);
        assertEquals(Optional.empty(), judge("", SteeringFile.INCLUSION).objection());
    }

    @Test
    void aGroupThatCanChangeThePolicyIsTrusted() throws IOException {
        int gid = (int) Files.getAttribute(file, "unix:gid");
        mode(file, "rw-rw-r--");
        mode(folder, "rwxrwxr-x");
        Trusted group = new Trusted(me.uid(), OptionalInt.of(gid));
        assertEquals(Optional.empty(), FileSafety.STRICT.judge(SteeringFile.ALIASES, file, group).objection());
        assertTrue(FileSafety.STRICT.judge(SteeringFile.ALIASES, file, new Trusted(me.uid(), OptionalInt.of(gid + 1))).objection()
                .isPresent());
        assertEquals(me.uid() == 0 ? OptionalInt.empty() : OptionalInt.of(gid), Trusted.ofPolicy(folder).group());
        mode(folder, "rwxr-xr-x");
        assertEquals(me, Trusted.ofPolicy(folder));
    }

    @Test
    void foldersInWhichOnlyTheirOwnerMakesNames() throws IOException {
        assertEquals(Optional.empty(), FileSafety.objectionToFolder(folder, me));
        mode(folder, "rwxrwxr-x");
        assertEquals(Optional.of(folder + ": group-writable directory"), FileSafety.objectionToFolder(folder, me));
        Files.setAttribute(folder, "unix:mode", 01777);
        assertEquals(Optional.of(folder + ": world-writable directory"), FileSafety.objectionToFolder(folder, me));
        Path below = Files.createDirectory(folder.resolve("below"));
        mode(below, "rwxr-xr-x");
        assertEquals(Optional.empty(), FileSafety.objectionToFolder(below, me));
        Path link = Files.createSymbolicLink(folder.resolve("link"), below);
        assertEquals(Optional.of(link + ": symbolic link in a writable directory"), FileSafety.objectionToFolder(link, me));
        assertEquals(Optional.of(file + ": not a directory"), FileSafety.objectionToFolder(file, me));
    }

    @Test
    void whatIsNoFile() throws IOException {
        assertEquals(Optional.of(folder + ": not a regular file"), judge("", SteeringFile.MAP, folder).objection());
        assertEquals(Optional.of("/dev/null: not a regular file"), judge("", SteeringFile.INCLUSION, Path.of("/dev/null"))
                .objection());
        assertThrows(NoSuchFileException.class, () -> judge("", SteeringFile.MAP, folder.resolve("absent")));
        Files.createSymbolicLink(folder.resolve("a"), Path.of("b"));
        Files.createSymbolicLink(folder.resolve("b"), Path.of("a"));
        assertThrows(IOException.class, () -> judge("", SteeringFile.MAP, folder.resolve("a")));
    }

    @Test
    void words() {
        assertEquals(FileSafety.parse("TrustStickyBit"), FileSafety.parse(" trustSTICKYbit,"));
        assertEquals(FileSafety.STRICT, FileSafety.parse("safe"));
        assertEquals(FileSafety.STRICT, FileSafety.parse("TrustStickyBit, safe"));
        assertTrue(FileSafety.parse("safe,TrustStickyBit").has(Excuse.TRUST_STICKY_BIT));
        assertEquals("DontBlameSendmail does not know \"TrustStickyBits\"; the nearest word is TrustStickyBit",
                assertThrows(IllegalArgumentException.class, () -> FileSafety.parse("TrustStickyBits")).getMessage());
        for (String word : Excuse.words()) {
            assertEquals(word, Excuse.nearest(word.replace('e', 'i') + "s").word());
        }
    }

    @Test
    void whatWasJudgedIsWhatIsRead() throws IOException {
        try (SafeFile opened = FileSafety.STRICT.open(SteeringFile.ALIASES, file, me)) {
            assertEquals("content", new String(opened.in().readAllBytes(), StandardCharsets.ISO_8859_1));
            assertEquals(file, opened.judgement().file());
        }
        mode(file, "rw-rw-rw-");
        try (SafeFile refused = FileSafety.STRICT.open(SteeringFile.ALIASES, file, me)) {
            assertTrue(refused.channel().isEmpty());
            assertEquals(file + ": world-writable file", assertThrows(IOException.class, refused::in).getMessage());
        }
    }

    /** A loop exchanges the file for a link to one that must not be read. */
    @Test
    void aFileThatIsExchangedMeanwhileIsNotRead() throws Exception {
        Path secret = Files.writeString(temporary.resolve("secret"), "secret");
        mode(secret, "rw-rw-rw-");
        Path good = folder.resolve("good");
        Path bad = folder.resolve("bad");
        Thread swapping = new Thread(() -> {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    Files.writeString(good, "content");
                    mode(good, "rw-r--r--");
                    Files.move(good, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
                    Files.createSymbolicLink(bad, secret);
                    Files.move(bad, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
                }
            } catch (IOException e) {
                return; // interrupted, or the folder has gone
            }
        });
        swapping.start();
        int read = 0;
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            for (int i = 0; (i < 2000 || read == 0) && System.nanoTime() < end; i++) {
                try (SafeFile opened = FileSafety.STRICT.open(SteeringFile.ALIASES, file, me)) {
                    if (opened.channel().isPresent()) {
                        String content = new String(opened.in().readAllBytes(), StandardCharsets.ISO_8859_1);
                        assertFalse(content.equals("secret"));
                        read++;
                    }
                } catch (IOException e) {
                    assertFalse(e.getMessage().isEmpty()); // it changes
                }
            }
        } finally {
            swapping.interrupt();
            swapping.join();
        }
        assertTrue(read > 0);
    }
}
