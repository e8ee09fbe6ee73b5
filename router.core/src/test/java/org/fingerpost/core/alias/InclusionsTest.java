package org.fingerpost.core.alias;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.unix.Account;
import org.fingerpost.api.unix.UnsafeFileException;
import org.fingerpost.core.policy.TestPolicy;
import org.fingerpost.core.services.ImpatientCalls;
import org.fingerpost.core.services.Services;
import org.fingerpost.core.services.TestUsers;
import org.fingerpost.core.services.UserFileCalls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InclusionsTest {

    private static final Account ANN = new Account("ann", 12345, 12345, "", "/home/ann", "");

    @TempDir
    Path folder;
    private final Services services = new Services();
    private final TestUsers users = new TestUsers(true).with(ANN);
    private final Map<String, String> options = new HashMap<>();

    private List<String> read(String path, String reader) throws Exception {
        return read(path, reader, services.userFiles());
    }

    private List<String> read(String path, String reader, UserFileCalls calls) throws Exception {
        List<String> items = new ArrayList<>();
        new Inclusions(TestPolicy.generation(services, folder, Map.of(), List.of(), options), services, calls, 1000)
                .read(path, reader, (item, controller) -> items.add(item + " of " + controller.user()
                        + controller.objection().map(why -> ": " + why.replaceAll(":.*", "")).orElse("")));
        return items;
    }

    private Path list(int owner) throws IOException {
        Path list = Files.writeString(folder.resolve("list"), "|prog\n");
        Files.setPosixFilePermissions(list, PosixFilePermissions.fromString("rw-r--r--"));
        if (owner != 0) {
            assumeTrue("root".equals(System.getProperty("user.name")), "only root can give files away");
            Files.setAttribute(list, "unix:uid", owner);
        }
        return list;
    }

    @Test
    void listsOfThePolicysOwnerAreTheSystems() throws Exception {
        list(0);
        assertEquals(List.of("ToProgram[command=prog] of "), read("list", ""));
    }

    @Test
    void whoOwnsAListControlsWhatItNames() throws Exception {
        list(ANN.uid());
        users.bind(services);
        assertEquals(List.of("ToProgram[command=prog] of ann"), read("list", ""));
        users.privileged = false;
        assertEquals(List.of("ToProgram[command=prog] of : nothing is done in the name of the list's owner"), read("list", ""));
        services.unbindImpersonation(users);
        assertEquals(List.of("ToProgram[command=prog] of : nothing is done in the name of the list's owner"), read("list", ""));
    }

    @Test
    void whatOthersCanWriteNamesNoPrograms() throws Exception {
        Path list = list(0);
        Files.setPosixFilePermissions(list, PosixFilePermissions.fromString("rw-rw-r--"));
        assertEquals(list.toRealPath() + ": group-writable file",
                assertThrows(UnsafeFileException.class, () -> read("list", "")).getMessage());
        options.put("DontBlameSendmail", "GroupWritableIncludeFile");
        assertEquals(List.of("ToProgram[command=prog] of : " + list.toRealPath()), read("list", ""));
    }

    @Test
    void listsOfAUsersFileAreReadInTheUsersName() throws Exception {
        list(0);
        assertThrows(Postponed.class, () -> read("list", "ann"));
        users.bind(services);
        read("list", "ann");
        assertEquals(List.of("ann"), users.acts);
        assertThrows(Postponed.class, () -> read("list", "nobody-of-that-name"));
    }

    @Test
    void namesOfListsAreOctets() throws Exception {
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "the locale's file names are not UTF-8");
        Files.move(list(0), folder.resolve("caf\u00e9"));
        assertEquals(List.of("ToProgram[command=prog] of "), read("caf\u00c3\u00a9", ""));
    }

    @Test
    void onlyFilesAreRead() {
        assertThrows(Postponed.class, () -> read("", ""));
        assertThrows(Postponed.class, () -> read("/dev/zero", ""));
        assertThrows(Postponed.class, () -> read("a\0b", ""));
    }

    @Test
    void nobodyWaitsForAListThatCannotBeOpened() throws Exception {
        Path list = list(0);
        Path other = Files.writeString(folder.resolve("other"), "ann\n");
        Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rw-r--r--"));
        UserFileCalls calls = ImpatientCalls.make();
        CountDownLatch server = new CountDownLatch(1);
        assertThrows(IOException.class, () -> calls.call(list.toString(), () -> server.await(60, TimeUnit.SECONDS)));
        assertEquals(":include: " + list + ": still no answer",
                assertThrows(Postponed.class, () -> read("list", "", calls)).outcome().text());
        assertEquals(1, read("other", "", services.userFiles()).size());
        server.countDown();
    }
}
