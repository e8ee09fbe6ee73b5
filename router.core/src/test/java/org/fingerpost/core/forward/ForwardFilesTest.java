package org.fingerpost.core.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.rewrite.Route;
import org.fingerpost.api.unix.Account;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.TestPolicy;
import org.fingerpost.core.services.Services;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardFilesTest {

    @TempDir
    Path folder;
    private Household household;
    private Path home;
    /** Whether nobody can act for users. */
    private boolean unknown;
    private final Map<String, String> options = new HashMap<>();

    @BeforeEach
    void anna() throws IOException {
        household = new Household(folder);
        home = household.add("anna", "/bin/sh");
        Files.writeString(folder.resolve("shells"), "# shells\n/bin/sh\n/bin/bash # good\n");
    }

    private Forwarding of(String user, String detail) {
        return seenBy(Optional.empty(), user, detail);
    }

    private Forwarding seenBy(Optional<String> viewer, String user, String detail) {
        Services services = new Services();
        services.bindAccounts(household);
        if (!unknown) {
            services.bindImpersonation(household);
        }
        Generation generation = TestPolicy.generation(services, folder, Map.of(), List.of("anna"), options);
        return new ForwardFiles(generation, services, folder.resolve("shells"), viewer).of(new Route("local", detail, user));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(home.resolve(name), text);
        Files.setPosixFilePermissions(home.resolve(name), PosixFilePermissions.fromString("rw-r--r--"));
    }

    private static String remark(Forwarding forwarding) {
        List<String> remarks = assertInstanceOf(Forwarding.None.class, forwarding).remarks();
        assertEquals(1, remarks.size(), remarks.toString());
        return remarks.get(0);
    }

    private static Forwarding.Found found(Forwarding forwarding) {
        return assertInstanceOf(Forwarding.Found.class, forwarding);
    }

    @Test
    void theFileIsReadInTheOwnersName() throws IOException {
        write(".forward", "# away\n\\anna, other@far.example\n\n  \"|prog a\"  \n");
        assertEquals(new Forwarding.Found(home.resolve(".forward").toString(), "anna",
                List.of("\\anna, other@far.example", "\"|prog a\""), Optional.empty()), of("anna", ""));
        assertEquals(List.of("anna", "anna"), household.acts); // once to look, once to read
    }

    @Test
    void whoHasNoneIsBecomeOnceHoweverManyPlacesThereAre() throws IOException {
        options.put("ForwardPath", "$z/.forward.$w+$h:$z/.forward+$h:$z/.forward.$w:$z/.forward");
        assertEquals(Forwarding.None.SILENT, of("anna", "x"));
        assertEquals(List.of("anna"), household.acts);
    }

    @Test
    void whoHasNoFileOrAnEmptyOneIsNotForwarded() throws IOException {
        assertEquals(Forwarding.None.SILENT, of("anna", ""));
        write(".forward", "\n# nothing\n");
        assertEquals(Forwarding.None.SILENT, of("anna", ""));
        assertEquals(Forwarding.None.SILENT, of("nobody-here", ""));
        write(".forward", "other@far.example\n");
        options.put("ForwardPath", "");
        assertEquals(Forwarding.None.SILENT, of("anna", ""));
    }

    @Test
    void theFirstOfThePathCounts() throws IOException {
        options.put("ForwardPath", "$z/.forward+$h:$z/.forward:var/forward/$u");
        Files.createDirectories(folder.resolve("var/forward"));
        Files.writeString(folder.resolve("var/forward/anna"), "site@far.example\n");
        assertEquals(List.of("site@far.example"), found(of("anna", "x")).lines());
        write(".forward", "all@far.example\n");
        write(".forward+x", "detail@far.example\n");
        assertEquals(List.of("detail@far.example"), found(of("anna", "x")).lines());
        assertEquals(List.of("detail@far.example"), found(of("anna", "+x")).lines());
        assertEquals(List.of("all@far.example"), found(of("anna", "y")).lines());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../bert/secret", "/bert/secret", "x/../../bert/secret", "\0"})
    void anAddressLeadsToNoOtherFolder(String detail) throws IOException {
        options.put("ForwardPath", "$z/.forward+$h");
        Path bert = household.add("bert", "/bin/sh");
        Files.createDirectories(home.resolve(".forward+..")); // anna helps
        Files.createDirectories(home.resolve(".forward+x"));
        Files.createDirectories(home.resolve(".forward+"));
        Files.writeString(bert.resolve("secret"), "stolen@far.example\n");
        assertEquals(Forwarding.None.SILENT, of("anna", detail));
    }

    @Test
    void aVeryLongDetailIsNoTrouble() throws IOException {
        options.put("ForwardPath", "$z/.forward+$h:$z/.forward");
        write(".forward", "all@far.example\n");
        assertEquals(List.of("all@far.example"), found(of("anna", "x".repeat(1000))).lines());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-rw-r--", "rw-r--rw-"})
    void aFileThatOthersCanWriteIsNotFollowed(String mode) throws IOException {
        write(".forward", "other@far.example\n");
        Files.setPosixFilePermissions(home.resolve(".forward"), PosixFilePermissions.fromString(mode));
        String remark = remark(of("anna", ""));
        assertTrue(remark.startsWith("forward file " + home.resolve(".forward") + " is not followed: "), remark);
        assertTrue(remark.contains("writable file"), remark);
    }

    @Test
    void aFileInAFolderThatOthersCanWriteIsNotFollowed() throws IOException {
        write(".forward", "other@far.example\n");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertTrue(remark(of("anna", "")).contains("is not followed"));
    }

    @Test
    void whatTheOperatorExcusesIsFollowedButNamesNoPrograms() throws IOException {
        options.put("DontBlameSendmail", "GroupWritableForwardFile");
        write(".forward", "|prog\n");
        Files.setPosixFilePermissions(home.resolve(".forward"), PosixFilePermissions.fromString("rw-rw-r--"));
        assertTrue(found(of("anna", "")).restriction().orElseThrow().contains("unsafe for mailing to programs or files"));
    }

    @Test
    void aFileOfSomebodyElseIsNotFollowed() throws IOException {
        write(".forward", "other@far.example\n");
        int owner = (Integer) Files.getAttribute(home, "unix:uid");
        assumeTrue(owner == 0, "needs root");
        Files.setAttribute(home.resolve(".forward"), "unix:uid", 4711);
        assertTrue(remark(of("anna", "")).contains("owned by user 4711"));
    }

    @Test
    void whatIsNoFileIsNotFollowedAndBlocksNobody() throws Exception {
        Files.createDirectory(home.resolve(".forward"));
        assertTrue(remark(of("anna", "")).contains("not a regular file"));
        Files.delete(home.resolve(".forward"));
        Process mkfifo = new ProcessBuilder("mkfifo", home.resolve(".forward").toString()).start();
        assumeTrue(mkfifo.waitFor(30, TimeUnit.SECONDS) && mkfifo.exitValue() == 0, "no mkfifo");
        assertTrue(remark(of("anna", "")).contains("not a regular file"));
        Files.delete(home.resolve(".forward"));
        Files.createSymbolicLink(home.resolve(".forward"), Path.of("/dev/zero"));
        assertTrue(remark(of("anna", "")).contains("is not followed"));
        Files.delete(home.resolve(".forward"));
        Files.createSymbolicLink(home.resolve(".forward"), home.resolve(".forward"));
        assertInstanceOf(Forwarding.class, of("anna", "")); // it ends
    }

    @Test
    void aHugeFileIsNotFollowed() throws IOException {
        write(".forward", "x@far.example\n".repeat(80_000));
        assertTrue(remark(of("anna", "")).contains("longer than 1048576 bytes"));
    }

    @Test
    void whoHasNoValidShellNamesNoProgramsAndFiles() throws IOException {
        Path home = household.add("carl", "/usr/sbin/nologin");
        Files.writeString(home.resolve(".forward"), "|prog\n");
        assertEquals("user carl doesn't have a valid shell for mailing to programs or files",
                found(of("carl", "")).restriction().orElseThrow());
        Files.writeString(folder.resolve("shells"), "/bin/sh\n/SENDMAIL/ANY/SHELL/\n");
        assertEquals(Optional.empty(), found(of("carl", "")).restriction());
        household.add("dora", "");
        Files.writeString(folder.resolve("home/dora/.forward"), "|prog\n");
        Files.delete(folder.resolve("shells"));
        assertEquals(Optional.empty(), found(of("dora", "")).restriction());
        assertTrue(found(of("carl", "")).restriction().isPresent());
    }

    @Test
    void aRouterWithoutPrivilegesReadsWhatItCanAndActsForNobody() throws IOException {
        household.privileged = false;
        write(".forward", "|prog\n");
        assertEquals("this router does nothing in the name of user anna", found(of("anna", "")).restriction().orElseThrow());
        assertEquals(List.of(), household.acts);
        assumeTrue((Integer) Files.getAttribute(home, "unix:uid") != 0, "root reads everything");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("---------"));
        assertTrue(remark(of("anna", "")).contains("cannot be read by this router"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void inTheNameOfSomeNothingIsRead() throws IOException {
        household.strangers.add("anna");
        write(".forward", "other@far.example\n");
        assertEquals("nothing is read in the name of user anna", remark(of("anna", "")));
    }

    @Test
    void rootsFileIsReadAsRootAndItsProgramsAreTheDefaultUsers() throws IOException {
        household.with(new Account("root", 0, 0, "", home.toString(), "/bin/sh"));
        assumeTrue((Integer) Files.getAttribute(home, "unix:uid") == 0, "needs root");
        write(".forward", "|prog\n");
        Forwarding.Found root = found(of("root", ""));
        assertEquals("", root.user());
        assertEquals(List.of(), household.acts);
    }

    @Test
    void troubleThatPassesIsToldAsSuch() throws IOException {
        household.trouble = Optional.of(new IOException("the directory is down"));
        assertEquals("forward file of anna: the directory is down",
                assertInstanceOf(Forwarding.Unavailable.class, of("anna", "")).reason());
        household.trouble = Optional.empty();
        unknown = true;
        assertEquals("forward file of anna: nobody here acts in the name of users",
                assertInstanceOf(Forwarding.Unavailable.class, of("anna", "")).reason());
        unknown = false;
        household.with(new Account("fay", 5009, 100, "", "/no/such/directory", ""));
        assertInstanceOf(Forwarding.Unavailable.class, of("fay", ""));
        household.with(new Account("gus", 5010, 100, "", folder.resolve("home/gus").toString(), ""));
        assertEquals(Forwarding.None.SILENT, of("gus", ""));
    }

    @Test
    void othersSeeOnlyWhatEverybodyMayRead() throws IOException {
        write(".forward", "other@far.example\n");
        assertEquals(1, found(seenBy(Optional.of("bert"), "anna", "")).lines().size());
        Files.setPosixFilePermissions(home.resolve(".forward"), PosixFilePermissions.fromString("rw-------"));
        assertEquals(Forwarding.None.SILENT, seenBy(Optional.of("bert"), "anna", ""));
        assertEquals(1, found(seenBy(Optional.of("anna"), "anna", "")).lines().size());
    }
}
