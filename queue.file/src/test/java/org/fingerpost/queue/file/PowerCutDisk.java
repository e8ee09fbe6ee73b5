package org.fingerpost.queue.file;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.SyncFailedException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A disk that shows after every step what a power cut could leave: of each folder the names as they were flushed last or as they
 * are now, of each file the content as it was flushed last, else nothing; of the journal's files also what was added since, whole
 * or torn.
 */
final class PowerCutDisk implements Disk {

    /** One possible outcome of a power cut; {@code folder} is a spool that can be opened. */
    record Remains(String step, Path folder) {
    }

    /** The content of a file, under whatever names. */
    private static final class Content {
        private byte[] flushed = {};
    }

    private final Disk disk = new LocalDisk();
    private final Path spool;
    private final Path copies;
    private final Map<Path, Map<String, Content>> names = new TreeMap<>();
    private final Map<Path, Map<String, Content>> flushedNames = new TreeMap<>();
    private final List<Remains> remains = new ArrayList<>();

    PowerCutDisk(Path spool, Path copies) {
        this.spool = spool;
        this.copies = copies;
        for (String folder : List.of("data", "control", "journal", "damaged")) {
            names.put(spool.resolve(folder), new TreeMap<>());
            flushedNames.put(spool.resolve(folder), new TreeMap<>());
        }
    }

    /** What could be left by a cut after each step since the last call. The last sixteen are those of a cut right now. */
    synchronized List<Remains> remains() {
        List<Remains> since = List.copyOf(remains);
        remains.clear();
        return since;
    }

    @Override
    public synchronized FileOutputStream create(Path file) throws IOException {
        FileOutputStream stream = disk.create(file);
        names.get(file.getParent()).put(name(file), new Content());
        done("create", file);
        return stream;
    }

    @Override
    public synchronized void sync(Path file, FileOutputStream open) throws SyncFailedException {
        disk.sync(file, open);
        try {
            names.get(file.getParent()).get(name(file)).flushed = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        done("sync", file);
    }

    @Override
    public synchronized void syncDirectory(Path directory) throws SyncFailedException {
        disk.syncDirectory(directory);
        if (names.containsKey(directory)) {
            flushedNames.put(directory, new TreeMap<>(names.get(directory)));
        }
        done("sync folder", directory);
    }

    @Override
    public synchronized void rename(Path from, Path to) throws IOException {
        disk.rename(from, to);
        names.get(to.getParent()).put(name(to), names.get(from.getParent()).remove(name(from)));
        done("rename", to);
    }

    @Override
    public synchronized void delete(Path file) throws IOException {
        disk.delete(file);
        names.get(file.getParent()).remove(name(file));
        done("delete", file);
    }

    @Override
    public void close() {
        disk.close();
    }

    private void done(String step, Path file) {
        int n = 0;
        for (var control : List.of(names, flushedNames)) {
            for (var data : List.of(names, flushedNames)) {
                for (Journal journal : Journal.values()) {
                    Map<Path, Map<String, Content>> left = new HashMap<>(names);
                    left.put(spool.resolve("control"), control.get(spool.resolve("control")));
                    left.put(spool.resolve("data"), data.get(spool.resolve("data")));
                    if (journal == Journal.NOT_NAMED) {
                        left.put(spool.resolve("journal"), flushedNames.get(spool.resolve("journal")));
                    }
                    remains.add(new Remains(step + " " + spool.relativize(file) + ", case " + n++, copy(left, journal)));
                }
            }
        }
    }

    /** What is left of the journal beyond what was flushed. */
    private enum Journal {
        NOT_NAMED, AS_FLUSHED, TORN, AS_WRITTEN
    }

    private Path copy(Map<Path, Map<String, Content>> left, Journal journal) {
        try {
            Path copy = Files.createTempDirectory(copies, "cut");
            for (Map.Entry<Path, Map<String, Content>> folder : left.entrySet()) {
                Path target = Files.createDirectory(copy.resolve(spool.relativize(folder.getKey())));
                for (Map.Entry<String, Content> file : folder.getValue().entrySet()) {
                    boolean isJournal = target.endsWith("journal");
                    byte[] content = isJournal ? journal(folder.getKey().resolve(file.getKey()), file.getValue().flushed, journal)
                            : file.getValue().flushed;
                    Files.write(target.resolve(file.getKey()), content);
                }
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] journal(Path file, byte[] flushed, Journal journal) throws IOException {
        if (journal == Journal.NOT_NAMED || journal == Journal.AS_FLUSHED || !Files.exists(file)) {
            return flushed;
        }
        byte[] written = Files.readAllBytes(file);
        return journal == Journal.AS_WRITTEN ? written : Arrays.copyOf(written, (flushed.length + written.length) / 2);
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
