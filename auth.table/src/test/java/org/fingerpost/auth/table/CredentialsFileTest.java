package org.fingerpost.auth.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

import org.fingerpost.api.control.Invocation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsFileTest {

    @TempDir
    Path folder;
    private Path path;

    @BeforeEach
    void name() {
        path = folder.resolve("credentials");
    }

    private CredentialsFile fresh() {
        return new CredentialsFile(path);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private boolean isPassword(String user, String password) {
        return fresh().find(user) instanceof Account.Known known && known.credential().isOf(octets(password));
    }

    @Test
    void usersAreAddedChangedAndRemovedAndTheRestStays() throws Exception {
        Files.writeString(path, "# ours\nold:$6$x\n\n");
        mode("rw-------");
        CredentialsFile file = fresh();
        assertFalse(file.change("ann@example.org", Verifier.credential(octets("pencil"))));
        assertTrue(isPassword("ann@example.org", "pencil"));
        assertTrue(file.change("ann@example.org", Verifier.credential(octets("pen"))));
        assertTrue(isPassword("ann@example.org", "pen"));
        assertInstanceOf(Account.Known.class, file.find("ann@example.org"), "without waiting for the next look at the file");
        assertTrue(Files.readString(path).startsWith("# ours\nold:$6$x\n\n"));
        assertTrue(file.change("ann@example.org", null));
        assertInstanceOf(Account.Unknown.class, file.find("ann@example.org"));
        assertInstanceOf(Account.Unknown.class, file.find("old"));
        assertFalse(file.change("ann@example.org", null));
    }

    @Test
    void aNewFileIsItsOwnersAlone() throws Exception {
        assertFalse(fresh().exists());
        assertInstanceOf(Account.Unavailable.class, fresh().find("ann"));
        fresh().change("ann", Verifier.credential(octets("pencil")));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
        assertFalse(Files.readString(path).contains("pencil"));
    }

    @Test
    void whatOthersMayReadIsNotUsed() throws Exception {
        fresh().change("ann", Verifier.credential(octets("pencil")));
        mode("rw-r-----");
        Account.Unavailable trouble = assertInstanceOf(Account.Unavailable.class, fresh().find("ann"));
        assertTrue(trouble.reason().contains("chmod 600"), trouble.reason());
        assertThrows(IOException.class, () -> fresh().change("bob", Verifier.credential(octets("pencil"))));
        mode("rw-------");
        assertTrue(isPassword("ann", "pencil"));
    }

    private void mode(String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    @Test
    void theCommandReadsAPasswordAndDoesNotShowIt() throws Exception {
        assertEquals("0 added\n", command("ann", false, "pencil\n"));
        assertTrue(isPassword("ann", "pencil"));
        assertEquals("0 changed\n", command("ann", false, "secret\r\n"));
        assertTrue(isPassword("ann", "secret"));
        assertEquals("0 removed\n", command("ann", true, ""));
        assertEquals("67 fingerpost password: there is no such user\n", command("ann", true, ""));
        assertTrue(command("ann", false, "\n").startsWith("65 "));
        assertTrue(command("ann:x", false, "pencil\n").startsWith("65 "));
        assertTrue(command("an\nn", false, "pencil\n").startsWith("65 "));
        assertTrue(command("ann", false, "x".repeat(2000)).startsWith("65 "));
        assertFalse(command("ann", false, "\u0007pencil\n").contains("pencil"));
    }

    private String command(String user, boolean remove, String input) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int status = PasswordCommand.run(fresh(), user, remove, new Call(new PrintStream(out, true, StandardCharsets.ISO_8859_1),
                new ByteArrayInputStream(octets(input))));
        return status + " " + out.toString(StandardCharsets.ISO_8859_1);
    }

    private record Call(PrintStream output, InputStream input) implements Invocation {

        @Override
        public List<String> arguments() {
            return List.of();
        }

        @Override
        public Map<String, String> environment() {
            return Map.of();
        }

        @Override
        public String user() {
            return "root";
        }

        @Override
        public PrintStream error() {
            return output;
        }
    }
}
