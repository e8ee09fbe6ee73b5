package org.fingerpost.api.instance;

import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import jdk.net.ExtendedSocketOptions;

/** A Unix-domain socket with a name in the file system, which takes connections. Any thread. */
public final class LocalSocket implements Closeable {

    /**
     * Who may connect.
     *
     * @param mode  of the socket: who may write to it may connect
     * @param owner login name; empty for the router's own user
     * @param group name; empty for the one that new files get
     */
    public record Access(Set<PosixFilePermission> mode, String owner, String group) {

        /** With a mode such as {@code rw-rw-rw-}, and the owner and group of any new file. */
        public static Access of(String mode) {
            return new Access(PosixFilePermissions.fromString(mode), "", "");
        }

        private void applyTo(Path socket) throws IOException {
            PosixFileAttributeView view = Files.getFileAttributeView(socket, PosixFileAttributeView.class,
                    LinkOption.NOFOLLOW_LINKS);
            UserPrincipalLookupService names = socket.getFileSystem().getUserPrincipalLookupService();
            if (!owner.isEmpty()) {
                view.setOwner(names.lookupPrincipalByName(owner));
            }
            if (!group.isEmpty()) {
                view.setGroup(names.lookupPrincipalByGroupName(group));
            }
            Files.setPosixFilePermissions(socket, mode);
        }
    }

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Path path;
    private final ServerSocketChannel channel;
    /** Of the file: another one may have taken its name since. */
    private final Object identity;

    private LocalSocket(Path path, ServerSocketChannel channel, Object identity) {
        this.path = path;
        this.channel = channel;
        this.identity = identity;
    }

    /**
     * Binds a socket in a folder that nobody else can enter, sets who may connect, and only then gives it its name: at no time
     * may more people connect. What a dead process left under that name is replaced.
     *
     * @param backlog connections that the system may accept before we do; 0 for its own choice
     * @throws IOException if it cannot be: also if something is there that is no socket, or one that somebody listens on
     */
    public static LocalSocket bind(Path path, Access access, int backlog) throws IOException {
        requireFree(path);
        // Short, since the whole path of a socket has about 100 octets.
        Path closed = path.resolveSibling("." + Integer.toHexString(ThreadLocalRandom.current().nextInt()));
        Path unnamed = closed.resolve("s");
        Files.createDirectory(closed, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        ServerSocketChannel channel = null;
        try {
            channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            channel.bind(UnixDomainSocketAddress.of(unnamed), backlog);
            access.applyTo(unnamed);
            Files.move(unnamed, path, StandardCopyOption.ATOMIC_MOVE);
            return new LocalSocket(path, channel, identity(path));
        } catch (IOException | RuntimeException e) {
            if (channel != null) {
                channel.close();
            }
            throw e;
        } finally {
            Files.deleteIfExists(unnamed);
            Files.deleteIfExists(closed);
        }
    }

    private static void requireFree(Path path) throws IOException {
        try {
            if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isOther()) {
                throw new FileAlreadyExistsException(path.toString(), null, "it is there and is no socket");
            }
        } catch (NoSuchFileException e) {
            return;
        }
        try (SocketChannel caller = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            caller.configureBlocking(false); // else a process that does not accept would keep us waiting
            caller.connect(UnixDomainSocketAddress.of(path));
        } catch (ConnectException e) {
            return; // refused: whoever made it is gone
        }
        throw new FileAlreadyExistsException(path.toString(), null, "another process listens on it");
    }

    private static Object identity(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey();
    }

    /** The file, as it was named. */
    public Path path() {
        return path;
    }

    /** To accept connections from; closed with this. */
    public ServerSocketChannel channel() {
        return channel;
    }

    /**
     * Who is at the other end of a connection, as the kernel says: a login name, or the number of a user who has none.
     *
     * @throws IOException if it cannot be known: such a peer is to be refused
     */
    public static String peer(SocketChannel connection) throws IOException {
        try {
            return connection.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
        } catch (UnsupportedOperationException | LinkageError e) {
            throw new IOException("this Java runtime does not tell a peer's user (package jdk.net, option SO_PEERCRED): " + e, e);
        }
    }

    /** Takes the name away first: nobody connects to what is about to end. */
    @Override
    public void close() throws IOException {
        try {
            if (identity(path).equals(identity)) {
                Files.delete(path);
            }
        } catch (NoSuchFileException e) {
            // somebody has removed it
        } finally {
            channel.close();
        }
    }
}
