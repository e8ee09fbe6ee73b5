import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.fingerpost.alias.dbm.AliasTableType;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.TableDeclaration;

/** Look-ups a second through a LookupTable: java Lookups.java ALIASES KEYS THREADS. Prints hits and misses, and the memory. */
public class Lookups {

    private static final int ROUNDS = 3;

    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[0]).toAbsolutePath();
        List<String> keys = Files.readAllLines(Path.of(args[1]), StandardCharsets.ISO_8859_1);
        List<String> absent = keys.stream().map(key -> key + "x").toList();
        int threads = Integer.parseInt(args[2]);
        LookupTable table = new AliasTableType().open(
                new TableDeclaration("aliases", "hash", file.toString(), file.getParent()));
        measure(table, keys, threads, true); // to be compiled
        measure(table, absent, threads, false);
        List<Double> hits = new ArrayList<>();
        List<Double> misses = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            hits.add(measure(table, keys, threads, true));
            misses.add(measure(table, absent, threads, false));
        }
        System.out.printf("%.0f %.0f%n", median(hits), median(misses));
        System.exit(0);
    }

    private static double median(List<Double> figures) {
        return figures.stream().sorted().toList().get(ROUNDS / 2);
    }

    private static double measure(LookupTable table, List<String> keys, int threads, boolean there) throws Exception {
        AtomicLong found = new AtomicLong();
        AtomicLong processor = new AtomicLong();
        Thread[] running = new Thread[threads];
        long begin = System.nanoTime();
        for (int i = 0; i < threads; i++) {
            int first = (int) ((long) keys.size() * i / threads);
            running[i] = new Thread(() -> {
                found.addAndGet(found(table, keys, first));
                processor.addAndGet(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
            });
            running[i].start();
        }
        for (Thread thread : running) {
            thread.join();
        }
        // One thread: its time of the processor, as for others, on a machine that has something else to do too.
        double seconds = (threads == 1 ? processor.get() : System.nanoTime() - begin) / 1e9;
        if (found.get() != (there ? (long) keys.size() * threads : 0)) {
            throw new IllegalStateException(found + " of " + keys.size() + " were found");
        }
        return (double) keys.size() * threads / seconds;
    }

    private static long found(LookupTable table, List<String> keys, int first) {
        long found = 0;
        for (int i = 0; i < keys.size(); i++) {
            Lookup answer = table.lookup(keys.get((first + i) % keys.size()), List.of());
            if (answer instanceof Lookup.Unavailable trouble) {
                throw new IllegalStateException(trouble.reason());
            }
            found += answer instanceof Lookup.Found ? 1 : 0;
        }
        return found;
    }
}
