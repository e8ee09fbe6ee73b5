package org.fingerpost.table.passwd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.fingerpost.api.unix.Account;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserTableTest {

    private static final Lookup NO_USER = new Lookup.NotFound(67);

    private static final Duration PATIENT = Duration.ofSeconds(30);

    @TempDir
    Path directory;
    private Path passwd;
    private final AtomicLong clock = new AtomicLong();

    @BeforeEach
    void write() throws IOException {
        passwd = Files.writeString(directory.resolve("passwd"), """
                # local users
                root:x:0:0:root:/root:/bin/bash
                eric:$6$secret:1000:100:Eric A,,%1:/home/eric:/bin/csh
                +::::::
                short:x:1
                """);
    }

    @ParameterizedTest
    @CsvSource({"'',eric", "-vname,eric", "-v name,eric", "-vpasswd,x", "-vuid,1000", "-vGID,100", "-vgecos,'Eric A,,%1'",
        "-vdir,/home/eric", "-vshell,/bin/csh", "-m,eric", "-f -m -a@ok,eric@ok", "-o -q -a.,eric."})
    void aFieldOfTheAccountIsTheValue(String flags, String value) throws TableException {
        assertEquals(new Lookup.Found(value), fileOnly().lookup(flags, "Eric"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "", "+", "short", "# local users", "-v", "a b", "../eric", "root:x"})
    void namesWithoutAccountAreNotFound(String name) throws TableException {
        assertEquals(NO_USER, fileOnly().lookup("", name));
    }

    @Test
    void aChangedFileIsReadAgain() throws Exception {
        Tables tables = fileOnly();
        assertEquals(NO_USER, tables.lookup("", "tef"));
        Files.writeString(passwd, "tef:x:1:1::/:/bin/sh\n");
        Files.setLastModifiedTime(passwd, FileTime.fromMillis(1_700_000_000_000L));
        assertEquals(new Lookup.Found("tef"), tables.lookup("", "tef"));
    }

    @Test
    void declarationsThatMakeNoSenseAreRefused() {
        assertTrue(refusal("-v5").contains("unknown column name 5"));
        assertTrue(refusal("-vfoo").contains("unknown column name foo"));
    }

    @Test
    void getentIsAskedForUsersThatAreNotInTheFile() throws Exception {
        Tables tables = with("echo \"$3:x:5:5:::\"; [ \"$1 $2\" = 'passwd --' ] && [ $# = 3 ]");
        assertEquals(new Lookup.Found("5"), tables.lookup("-vuid", "ldap.user"));
        assertEquals(new Lookup.Found("0"), tables.lookup("-vuid", "root"));
    }

    @Test
    void aNumberIsNoLoginName() throws Exception {
        assertEquals(NO_USER, with("echo root:x:0:0:::").lookup("", "0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-s", "--help", "a b", "a;b", "$HOME", "\u00e9ric", "a\nb", "x@y",
        "abcdefghijklmnopqrstuvwxyz0123456"})
    void getentNeverSeesWhatIsNoLoginName(String name) throws Exception {
        Tables tables = with("echo \"$3\" >> asked; exit 2");
        assertEquals(NO_USER, tables.lookup("", name));
        assertEquals(0, timesAsked());
    }

    @Test
    void answersAreKeptForAWhile() throws Exception {
        Tables tables = with("echo \"$3\" >> asked; [ $3 = there ] || exit 2; echo there:x:1:1:::");
        for (int i = 0; i < 3; i++) {
            assertEquals(new Lookup.Found("there"), tables.lookup("", "there"));
            assertEquals(NO_USER, tables.lookup("", "gone"));
        }
        assertEquals(2, timesAsked());
        clock.addAndGet(Duration.ofMinutes(1).toNanos());
        tables.lookup("", "gone");
        assertEquals(3, timesAsked());
    }

    @Test
    void aFailingGetentIsTroubleAndNotRemembered() throws Exception {
        Tables tables = with("echo x >> asked; exit 1");
        assertEquals(new Lookup.Unavailable(directory.resolve("getent") + ": exit status 1"), tables.lookup("", "someone"));
        assertEquals(new Lookup.NotFound(75), tables.lookup("-t", "someone"));
        assertEquals(new Lookup.Found("someone<TMPF>"), tables.lookup("-T<TMPF>", "Someone"));
        assertEquals(3, timesAsked());
    }

    @Test
    void anAbsentGetentIsTrouble() throws TableException {
        NameService service = new NameService(directory.resolve("absent"), PATIENT);
        assertInstanceOf(Lookup.Unavailable.class, tables(Optional.of(service)).lookup("", "someone"));
    }

    @Test
    void aHangingGetentIsGivenUp() throws Exception {
        NameService service = new NameService(script("exec tail -f /dev/null"), Duration.ofMillis(200));
        assertInstanceOf(Lookup.Unavailable.class, tables(Optional.of(service)).lookup("", "someone"));
    }

    @Test
    void oldAnswersMakeRoom() {
        Recent recent = new Recent(Duration.ofHours(1), clock::get);
        for (int i = 0; i <= Recent.MAX_ENTRIES; i++) {
            recent.put(question(i), Optional.empty());
        }
        assertEquals(null, recent.get(question(0)));
        assertEquals(Optional.empty(), recent.get(question(1)));
    }

    @Test
    void accountsAreFoundByNameAndByNumber() throws Exception {
        LocalAccounts accounts = accounts(Optional.empty());
        Account eric = new Account("eric", 1000, 100, "Eric A,,%1", "/home/eric", "/bin/csh");
        assertEquals(Optional.of(eric), accounts.named("eric"));
        assertEquals(Optional.of(eric), accounts.numbered(1000));
        assertEquals(Optional.empty(), accounts.named("Eric"));
        assertEquals(Optional.empty(), accounts.numbered(1001));
        assertEquals(Optional.empty(), accounts.numbered(-1));
    }

    @Test
    void getentIsAskedForNumbersAndGroupsToo() throws Exception {
        LocalAccounts accounts = accounts(Optional.of(new NameService(script(
                "case \"$1 $3\" in 'passwd 7000') echo far:x:7000:7:F:/h:/s;; 'passwd 7001') echo 7001:x:9:9:::;;"
                        + " 'group mail') echo mail:x:8:far;; *) exit 2;; esac"), PATIENT)));
        assertEquals(Optional.of(new Account("far", 7000, 7, "F", "/h", "/s")), accounts.numbered(7000));
        assertEquals(Optional.empty(), accounts.numbered(7001), "a name that looks like a number");
        assertEquals(OptionalInt.of(8), accounts.group("mail"));
        assertEquals(OptionalInt.empty(), accounts.group("-x"));
        Files.writeString(directory.resolve("group"), "mail:x:12:\n");
        assertEquals(OptionalInt.of(12), accounts.group("mail"));
    }

    @Test
    void anAccountWhoseNumberIsNoneIsNone() throws Exception {
        Files.writeString(passwd, "odd:x:-1:5:::\nbig:x:4294967295:5:::\nempty:x::5:::\n");
        for (String name : List.of("odd", "big", "empty")) {
            assertEquals(Optional.empty(), accounts(Optional.empty()).named(name), name);
        }
    }

    private LocalAccounts accounts(Optional<NameService> service) {
        return new LocalAccounts(passwd, directory.resolve("group"), service, new Recent(Duration.ofMinutes(1), clock::get));
    }

    private static Question question(int number) {
        return Question.name(Database.PASSWD, "user" + number);
    }

    private interface Tables {
        Lookup lookup(String flags, String key) throws TableException;
    }

    private Tables fileOnly() {
        return tables(Optional.empty());
    }

    /** @param script what getent does; {@code asked} in it is a file beside it */
    private Tables with(String script) throws IOException {
        Path getent = script(script.replace("asked", directory.resolve("asked").toString()));
        return tables(Optional.of(new NameService(getent, PATIENT)));
    }

    private Tables tables(Optional<NameService> service) {
        UserTableType type = new UserTableType(accounts(service));
        return (flags, key) -> type.open(new TableDeclaration("u", "user", flags, directory)).lookup(key, List.of());
    }

    private Path script(String body) throws IOException {
        Path script = Files.writeString(directory.resolve("getent"), "#!/bin/sh\nPATH=/usr/bin:/bin\n" + body + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script;
    }

    private int timesAsked() throws IOException {
        Path asked = directory.resolve("asked");
        return Files.exists(asked) ? Files.readAllLines(asked).size() : 0;
    }

    private String refusal(String arguments) {
        return assertThrows(TableException.class, () -> fileOnly().lookup(arguments, "eric")).getMessage();
    }
}
