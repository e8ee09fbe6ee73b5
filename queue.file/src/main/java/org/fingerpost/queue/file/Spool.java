package org.fingerpost.queue.file;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.queue.Job;

/** The folders of one store, and which file is where. Locked from opening to closing. Any thread. */
final class Spool implements AutoCloseable {

    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");
    private static final FileAttribute<Set<PosixFilePermission>> AS_PRIVATE = PosixFilePermissions.asFileAttribute(PRIVATE);

    private final Path root;
    private final SpoolLock lock;

    private Spool(Path root, SpoolLock lock) {
        this.root = root;
        this.lock = lock;
    }

    /**
     * Makes the folders that are missing, locks them, and tries whether folders can be flushed here.
     *
     * @throws IOException with the reason, for people, why this cannot be used as a spool
     */
    static Spool open(Path directory, Disk disk) throws IOException {
        make(directory, disk, AS_PRIVATE);
        Path root = directory.toRealPath();
        Spool spool = new Spool(root, SpoolLock.acquire(root));
        try {
            spool.prepare(disk);
            return spool;
        } catch (IOException | RuntimeException e) {
            spool.close();
            throw e;
        }
    }

    Path bodies() {
        return root.resolve("data");
    }

    Path controls() {
        return root.resolve("control");
    }

    Path journal() {
        return root.resolve("journal");
    }

    Path damaged() {
        return root.resolve("damaged");
    }

    Path body(QueueId id) {
        return bodies().resolve(id.value());
    }

    Path control(QueueId id) {
        return controls().resolve(id.value());
    }

    /** Whether there is a control file of this name; true also if the disk cannot say, lest its body be taken for left over. */
    boolean has(QueueId id) {
        return !Files.notExists(control(id), LinkOption.NOFOLLOW_LINKS);
    }

    /** Bytes that can still be written. */
    long room() {
        return root.toFile().getUsableSpace();
    }

    /**
     * The job of this name as it is on disk.
     *
     * @throws NoSuchFileException if there is none
     * @throws DamagedException    if its control file is not as it was written, or is that of another job
     */
    Job read(QueueId id) throws IOException {
        try (InputStream in = open(control(id))) {
            Job job = ControlReader.read(in);
            if (!job.id().equals(id)) {
                throw new DamagedException("it is the control file of " + job.id());
            }
            return job;
        }
    }

    /** A file of the spool as a stream that an interrupt of its reader does not close. */
    static InputStream open(Path file) throws IOException {
        requireFile(file);
        return new FileInputStream(file.toFile());
    }

    /** What the file system says of a file of the spool, which is no link and no folder. */
    static BasicFileAttributes requireFile(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw new DamagedException(file + " is not a regular file");
        }
        return attributes;
    }

    @Override
    public void close() {
        lock.close();
    }

    @Override
    public String toString() {
        return root.toString();
    }

    private void prepare(Disk disk) throws IOException {
        boolean controlsAreThere = Files.exists(controls(), LinkOption.NOFOLLOW_LINKS);
        makePrivate(bodies());
        if (!controlsAreThere && !isEmpty(bodies())) {
            // Sweeping would take every body for one that was never acknowledged.
            throw new IOException(controls() + " is missing although there are bodies in " + bodies());
        }
        makePrivate(damaged());
        makePrivate(journal());
        makePrivate(controls());
        for (Path folder : new Path[] {bodies(), damaged(), journal(), controls(), root}) {
            disk.syncDirectory(folder);
        }
    }

    /** Makes a folder and those above it that are missing; each is durable in the one above it. */
    private static void make(Path folder, Disk disk, FileAttribute<?>... attributes) throws IOException {
        if (!Files.isDirectory(folder)) {
            make(folder.getParent(), disk);
            Files.createDirectory(folder, attributes);
            disk.syncDirectory(folder.getParent());
        }
    }

    private static void makePrivate(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(folder, AS_PRIVATE);
        } else if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(folder + " is not a directory");
        } else if (!Files.getPosixFilePermissions(folder).equals(PRIVATE)) {
            Files.setPosixFilePermissions(folder, PRIVATE);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            return !entries.iterator().hasNext();
        }
    }
}
