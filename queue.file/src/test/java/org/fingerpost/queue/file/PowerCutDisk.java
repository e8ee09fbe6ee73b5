package org.fingerpost.queue.file;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.SyncFailedException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
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

    /**
     * One possible outcome of a power cut.
     *
     * @param number of the step
     * @param folder a spool that can be opened; the same for outcomes that do not differ
     */
    record Remains(int number, String step, Path folder) {

        /** Those of a cut after the last step. */
        static List<Remains> last(List<Remains> all) {
            int last = all.get(all.size() - 1).number();
            return all.stream().filter(cut -> cut.number() == last).toList();
        }

        /** The steps, one after the other: what is done in which folder. */
        static List<String> steps(List<Remains> all) {
            TreeMap<Integer, String> steps = new TreeMap<>();
            all.forEach(cut -> steps.put(cut.number(), cut.step().replaceFirst("[/,].*", "")));
            return List.copyOf(steps.values());
        }

        /** One of each outcome. */
        static Collection<Remains> distinct(List<Remains> all) {
            Map<Path, Remains> distinct = new HashMap<>();
            all.forEach(cut -> distinct.putIfAbsent(cut.folder(), cut));
            return distinct.values();
        }
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
    /** Spools by what is in them. */
    private final Map<Map<String, String>, Path> made = new HashMap<>();
    private int steps;

    PowerCutDisk(Path spool, Path copies) {
        this.spool = spool;
        this.copies = copies;
        for (String folder : List.of("data", "control", "journal", "damaged")) {
            names.put(spool.resolve(folder), new TreeMap<>());
            flushedNames.put(spool.resolve(folder), new TreeMap<>());
        }
    }

    /** The disk of a spool that is there already, all of it flushed. */
    static PowerCutDisk of(Path spool, Path copies) throws IOException {
        PowerCutDisk disk = new PowerCutDisk(spool, copies);
        for (Path folder : disk.names.keySet()) {
            for (String file : Samples.names(folder)) {
                Content content = new Content();
                content.flushed = Files.readAllBytes(folder.resolve(file));
                disk.names.get(folder).put(file, content);
                disk.flushedNames.get(folder).put(file, content);
            }
        }
        return disk;
    }

    /** What could be left by a cut after each step since the last call. */
    synchronized List<Remains> remains() {
        List<Remains> since = List.copyOf(remains);
        remains.clear();
        made.clear();
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
        steps++;
        for (var control : List.of(names, flushedNames)) {
            for (var data : List.of(names, flushedNames)) {
                for (Journal journal : Journal.values()) {
                    Map<Path, Map<String, Content>> left = new HashMap<>(names);
                    left.put(spool.resolve("control"), control.get(spool.resolve("control")));
                    left.put(spool.resolve("data"), data.get(spool.resolve("data")));
                    if (journal == Journal.NOT_NAMED) {
                        left.put(spool.resolve("journal"), flushedNames.get(spool.resolve("journal")));
                    }
                    remains.add(new Remains(steps, step + " " + spool.relativize(file) + ", journal " + journal,
                            made.computeIfAbsent(contents(left, journal), this::copy)));
                }
            }
        }
    }

    /** What is left of the journal beyond what was flushed. */
    private enum Journal {
        NOT_NAMED, AS_FLUSHED, TORN, AS_WRITTEN
    }

    /** By path; octets as ISO 8859-1. */
    private Map<String, String> contents(Map<Path, Map<String, Content>> left, Journal journal) {
        Map<String, String> contents = new TreeMap<>();
        left.forEach((folder, files) -> files.forEach((name, content) -> {
            Path file = folder.resolve(name);
            byte[] octets = folder.endsWith("journal") ? journal(file, content.flushed, journal) : content.flushed;
            contents.put(spool.relativize(file).toString(), new String(octets, StandardCharsets.ISO_8859_1));
        }));
        return contents;
    }

    private Path copy(Map<String, String> contents) {
        try {
            Path copy = Files.createTempDirectory(copies, "cut");
            for (Path folder : names.keySet()) {
                Files.createDirectory(copy.resolve(spool.relativize(folder)));
            }
            for (Map.Entry<String, String> file : contents.entrySet()) {
                Files.writeString(copy.resolve(file.getKey()), file.getValue(), StandardCharsets.ISO_8859_1);
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] journal(Path file, byte[] flushed, Journal journal) {
        if (journal == Journal.NOT_NAMED || journal == Journal.AS_FLUSHED || !Files.exists(file)) {
            return flushed;
        }
        try {
            byte[] written = Files.readAllBytes(file);
            return journal == Journal.AS_WRITTEN ? written : Arrays.copyOf(written, (flushed.length + written.length) / 2);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
