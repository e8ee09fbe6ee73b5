package org.fingerpost.mailer.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.unix.Account;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who writes which file; that the ids are then right is seen among real users. */
class UserFilesTest extends MboxFixture {

    private static final Account OWNER = new Account("anna", 5001, 5002, "", "/home/anna", "");

    private final ActingDouble acting = new ActingDouble();
    private Path file;
    private int me;

    @BeforeEach
    void act() throws IOException {
        mailer.bindImpersonation(acting);
        file = base.toRealPath().resolve("file");
        me = (int) Files.getAttribute(base, "unix:uid");
    }

    private TestDelivery forAnna(Path path) {
        return TestDelivery.of("$u", "hello\r\n", path.toString()).as(OWNER);
    }

    private Set<Account> actedFor() {
        return new HashSet<>(acting.actedFor);
    }

    private void mode(int mode) throws IOException {
        Files.writeString(file, "");
        Files.setAttribute(file, "unix:mode", mode);
    }

    @Test
    void aFileIsWrittenInTheNameOfItsUser() throws IOException {
        assertInstanceOf(Outcome.Delivered.class, one(forAnna(file)));
        assertEquals(MboxFixture.ANNA, text(file));
        assertEquals(Set.of(OWNER), actedFor());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertFalse(Files.exists(Path.of(file + ".lock")));
    }

    @Test
    void andAMaildirToo() throws IOException {
        assertInstanceOf(Outcome.Delivered.class, one(TestDelivery.of("$u", "x\r\n", file + "/").as(OWNER)));
        assertEquals(1, Files.list(file.resolve("new")).count());
        assertEquals(Set.of(OWNER), actedFor());
    }

    @Test
    void withoutAUserTheRouterItselfWrites() {
        assertInstanceOf(Outcome.Delivered.class, one(TestDelivery.of("$u", "x\r\n", file.toString())));
        assertEquals(List.of(), acting.actedFor);
    }

    @Test
    void rootIsNobodyToWriteAs() {
        Outcome outcome = one(TestDelivery.of("$u", "x\r\n", file.toString()).as(new Account("root", 0, 0, "", "/root", "")));
        assertInstanceOf(Outcome.Deferred.class, outcome);
        assertFalse(Files.exists(file));
    }

    @Test
    void withoutTheServiceMailWaits() {
        mailer.unbindImpersonation(acting);
        Outcome outcome = one(forAnna(file));
        assertEquals(Outcome.deferred("4.3.5", "there is nobody to act for user anna"), outcome);
        assertFalse(Files.exists(file));
    }

    @Test
    void aFileMarkedWithTheSetUserIdBitIsWrittenAsItsOwner() throws IOException {
        assumeTrue(me == 0, "only root can give files away");
        mode(04600);
        Files.setAttribute(file, "unix:uid", 6001);
        Files.setAttribute(file, "unix:gid", 6002);
        Files.setAttribute(file, "unix:mode", 04600);
        assertInstanceOf(Outcome.Delivered.class, one(forAnna(file)));
        assertEquals(Set.of(OWNER, new Account("", 6001, 6002, "", "", "")), actedFor());
    }

    @Test
    void butNeverAsRoot() throws IOException {
        assumeTrue(me == 0, "root's file is needed");
        mode(04600);
        assertEquals(Outcome.failed("5.2.0", "the file would be written as root"), one(forAnna(file)));
        assertEquals("", text(file));
    }

    @Test
    void theSetGroupIdBitGivesTheFilesGroup() throws IOException {
        assumeTrue(me == 0, "only root can give files away");
        mode(02660);
        Files.setAttribute(file, "unix:gid", 6002);
        Files.setAttribute(file, "unix:mode", 02660);
        assertInstanceOf(Outcome.Delivered.class, one(forAnna(file)));
        assertTrue(actedFor().contains(new Account("anna", 5001, 6002, "", "/home/anna", "")), actedFor().toString());
    }

    @Test
    void aProgramIsNotMarkedButRefused() throws IOException {
        mode(04755);
        assertEquals(Outcome.failed("5.2.0", "the file is executable"), one(forAnna(file)));
        assertEquals("", text(file));
    }

    @Test
    void aMailboxOfThePolicyIsMadeByTheRouterAndGivenAway() throws IOException {
        assumeTrue(me == 0, "only root can give files away");
        assertInstanceOf(Outcome.Delivered.class, one(to("anna").as(OWNER)));
        assertEquals(5001, Files.getAttribute(box, "unix:uid"));
        assertEquals(5002, Files.getAttribute(box, "unix:gid"));
        assertEquals(1, acting.actedFor.size(), "only the content is written as anna");
    }

    @Test
    void aRouterThatIsNotRootKeepsTheMailboxesInItsOwnFolder() throws IOException {
        assumeTrue(me == 0, "only root can give folders away");
        Files.setAttribute(base, "unix:uid", 6001);
        Files.setAttribute(box.getParent().getParent(), "unix:uid", 6001);
        Files.setAttribute(box.getParent(), "unix:uid", 6001);
        assertInstanceOf(Outcome.Delivered.class, one(to("anna").as(OWNER)));
        assertEquals(List.of(), acting.actedFor);
    }

    @Test
    void inASpoolThatItsGroupWritesTheUserHasTheGroup() throws IOException {
        assumeTrue(me == 0, "only root can give folders away");
        Files.setAttribute(box.getParent(), "unix:gid", 8);
        Files.setAttribute(box.getParent(), "unix:mode", 02775);
        assertInstanceOf(Outcome.Delivered.class, one(to("anna").as(OWNER)));
        assertEquals(Set.of(new Account("anna", 5001, 8, "", "/home/anna", "")), actedFor());
    }

    @Test
    void aMailboxOfSomebodyElseIsLeftAlone() throws IOException {
        assumeTrue(me == 0, "only root can give files away");
        Files.writeString(box, "");
        Files.setAttribute(box, "unix:uid", 6001);
        assertEquals(Outcome.deferred("4.2.0", "the mailbox belongs to another user"), one(to("anna").as(OWNER)));
        assertEquals("", text(box));
    }

    @Test
    void linksAreFollowedWhereTheOperatorSaysSo() throws IOException {
        Files.writeString(file, "");
        Path link = Files.createSymbolicLink(file.resolveSibling("link"), file);
        Path second = Files.createLink(file.resolveSibling("second"), file);
        assertInstanceOf(Outcome.Failed.class, one(forAnna(link)));
        assertInstanceOf(Outcome.Failed.class, one(forAnna(second)));
        assertEquals("", text(file));
        assertInstanceOf(Outcome.Delivered.class, one(forAnna(second).with("DontBlameSendmail", "FileDeliveryToHardLink")));
        Files.delete(second);
        assertInstanceOf(Outcome.Delivered.class, one(forAnna(link).with("DontBlameSendmail", "FileDeliveryToSymLink")));
        assertEquals(2 * MboxFixture.ANNA.length(), text(file).length());
    }

    @Test
    void newFilesHaveTheModeOfTheOption() throws IOException {
        assertInstanceOf(Outcome.Delivered.class, one(forAnna(file).with("TempFileMode", "0664")));
        assertEquals("rw-rw-r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void filesLieWithinTheEnvironment() throws IOException {
        Path environment = Files.createDirectory(base.toRealPath().resolve("environment"));
        Files.createDirectory(environment.resolve("lists"));
        TestDelivery relative = TestDelivery.of("$u", "x\r\n", "/lists/a").as(OWNER)
                .with("SafeFileEnvironment", environment.toString());
        assertInstanceOf(Outcome.Delivered.class, one(relative));
        assertTrue(Files.exists(environment.resolve("lists/a")));
        Path named = environment.resolve("lists/b");
        assertInstanceOf(Outcome.Delivered.class, one(forAnna(named).with("SafeFileEnvironment", environment.toString())));
        assertTrue(Files.exists(named));
        Files.createSymbolicLink(environment.resolve("out"), base.toRealPath());
        Outcome outcome = one(forAnna(environment.resolve("out/file")).with("SafeFileEnvironment", environment.toString()));
        assertEquals(Outcome.failed("5.2.0", "not within " + environment), outcome);
        assertFalse(Files.exists(file));
    }
}
