package org.fingerpost.listener.control;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A Unix-domain socket in the file system that takes connections. */
final class BoundSocket implements Closeable {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Path path;
    private final ServerSocketChannel channel;

    private BoundSocket(Path path, ServerSocketChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Binds a socket in a folder that nobody else can enter, sets its mode and only then gives it its name: at no time may more
     * people connect than {@code permissions} say. What a dead router left under that name is replaced; that no other router
     * lives in this instance is the launcher's lock.
     */
    static BoundSocket bind(Path path, String permissions) throws IOException {
        Path closed = path.resolveSibling(".new");
        // Short, since the whole path of a socket has about 100 octets.
        Path unnamed = closed.resolve("s");
        Files.deleteIfExists(unnamed);
        Files.deleteIfExists(closed);
        Files.createDirectory(closed, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(unnamed));
            Files.setPosixFilePermissions(unnamed, PosixFilePermissions.fromString(permissions));
            Files.move(unnamed, path, StandardCopyOption.ATOMIC_MOVE);
            return new BoundSocket(path, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        } finally {
            Files.deleteIfExists(unnamed);
            Files.deleteIfExists(closed);
        }
    }

    Path path() {
        return path;
    }

    SocketChannel accept() throws IOException {
        return channel.accept();
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Takes the name away first: nobody connects to what is about to end. */
    @Override
    public void close() throws IOException {
        try {
            Files.deleteIfExists(path);
        } finally {
            channel.close();
        }
    }
}
