package org.fingerpost.api.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

import org.fingerpost.api.instance.LocalSocket.Access;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LocalSocketTest {

    private static final Access EVERYBODY = Access.of("rw-rw-rw-");

    @TempDir
    private Path folder;
    private Path path;

    @BeforeEach
    void name() {
        path = folder.resolve("s");
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(path));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void whoConnectsIsKnown() throws IOException {
        try (LocalSocket socket = LocalSocket.bind(path, EVERYBODY, 0); SocketChannel client = connect();
                SocketChannel accepted = socket.channel().accept()) {
            assertEquals(System.getProperty("user.name"), LocalSocket.peer(accepted));
            assertEquals("rw-rw-rw-", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            assertEquals(List.of(path), files());
        }
        assertEquals(List.of(), files());
    }

    @Test
    void ownerAndGroupAreSet() throws IOException {
        String owner = Files.getOwner(folder).getName();
        String group = Files.readAttributes(folder, PosixFileAttributes.class).group().getName();

        LocalSocket.bind(path, new Access(PosixFilePermissions.fromString("rw-rw----"), owner, group), 0).close();

        assertThrows(IOException.class,
                () -> LocalSocket.bind(path, new Access(PosixFilePermissions.fromString("rw-rw----"), "no-such-user", ""), 0));
        assertEquals(List.of(), files());
    }

    @Test
    void whatADeadProcessLeftIsReplaced() throws IOException {
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(path));
        }
        assertThrows(ConnectException.class, this::connect);

        try (LocalSocket socket = LocalSocket.bind(path, EVERYBODY, 0); SocketChannel client = connect()) {
            assertTrue(client.isConnected());
            assertTrue(socket.channel().isOpen());
        }
    }

    @Test
    void whatIsInUseIsLeftAlone() throws IOException {
        try (LocalSocket first = LocalSocket.bind(path, EVERYBODY, 0)) {
            assertEquals("another process listens on it",
                    assertThrows(FileAlreadyExistsException.class, () -> LocalSocket.bind(path, EVERYBODY, 0)).getReason());
            first.channel().accept().close(); // of the one that looked
            connect().close();
        }
    }

    @Test
    void whatIsNoSocketIsLeftAlone() throws IOException {
        Files.writeString(path, "precious");
        assertThrows(FileAlreadyExistsException.class, () -> LocalSocket.bind(path, EVERYBODY, 0));
        assertEquals("precious", Files.readString(path));

        Path other = folder.resolve("link");
        Files.createSymbolicLink(other, path);
        assertThrows(FileAlreadyExistsException.class, () -> LocalSocket.bind(other, EVERYBODY, 0));
    }

    @Test
    void theNameOfAnotherIsNotTakenAway() throws IOException {
        LocalSocket first = LocalSocket.bind(path, EVERYBODY, 0);
        Files.delete(path);
        try (LocalSocket second = LocalSocket.bind(path, EVERYBODY, 0)) {
            first.close();
            assertTrue(Files.exists(path));
            assertTrue(second.channel().isOpen());
        }
        assertFalse(Files.exists(path));
    }
}
