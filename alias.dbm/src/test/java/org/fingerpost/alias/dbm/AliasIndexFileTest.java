package org.fingerpost.alias.dbm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.TableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens to the index file while it is in use: damage, other processes, other tables, an end. */
class AliasIndexFileTest extends AliasDatabaseFixture {

    @Test
    void aDamagedIndexIsMadeAnew() throws IOException {
        write("root: eric\n");
        for (byte[] damage : List.of(new byte[0], "no index at all".repeat(1000).getBytes(), new byte[40_000])) {
            Files.write(index, damage);
            assertEquals(new Lookup.Found("eric"), open().find("root"));
            assertFalse(Arrays.equals(damage, Files.readAllBytes(index)));
        }
    }

    @Test
    void aTruncatedIndexIsMadeAnew() throws IOException {
        write(manyAliases(20_000, "x"));
        open().find("user1");
        byte[] whole = Files.readAllBytes(index);
        Files.write(index, Arrays.copyOf(whole, whole.length / 2));
        assertEquals(new Lookup.Found("x19999"), open().find("user19999"));
        assertEquals(new Lookup.Found("x0"), open().find("user0"));
    }

    @Test
    void pagesDamagedWhileOpenAreMadeAnew() throws IOException {
        write(manyAliases(20_000, "x"));
        open().find("user1");
        AliasDatabase database = open();
        database.find("user1");
        byte[] bytes = Files.readAllBytes(index);
        Arrays.fill(bytes, 12_288, bytes.length - 12_288, (byte) 0x5a);
        Files.write(index, bytes);
        for (int i = 0; i < 20_000; i += 500) {
            assertEquals(new Lookup.Found("x" + i), database.find("user" + i));
        }
    }

    @Test
    void anInterruptedLookupHarmsNoOther() throws IOException {
        write(manyAliases(20_000, "x"));
        AliasDatabase database = open();
        database.find("user1");
        Thread.currentThread().interrupt(); // would close a channel
        Lookup interrupted = database.find("user19999");
        assertTrue(Thread.interrupted());
        assertEquals(new Lookup.Found("x19999"), interrupted);
        assertEquals(new Lookup.Found("x19999"), database.find("user19999"));
        assertEquals(new Lookup.Found("x5000"), database.find("user5000"));
    }

    @Test
    void anIndexReplacedByAnotherProcessIsReopened() throws Exception {
        write("root: eric\n");
        AliasDatabase database = open();
        database.find("root");
        write("root: tef\n");
        assertEquals(text + ": 1 aliases, longest 3 bytes, 7 bytes total", compile());
        Object inode = inode();
        aSecondPasses();
        assertEquals(new Lookup.Found("tef"), database.find("root"));
        assertEquals(inode, inode());
    }

    @Test
    void twoDatabasesReadTheSameIndex() throws IOException {
        write("root: eric\n");
        AliasDatabase one = open();
        AliasDatabase two = open();
        assertEquals(new Lookup.Found("eric"), one.find("root"));
        Object inode = inode();
        assertEquals(new Lookup.Found("eric"), two.find("root"));
        assertEquals(inode, inode());
        one.close();
        assertEquals(new Lookup.Found("eric"), two.find("root"));
    }

    @Test
    void tablesOfAnotherFormLeaveTheFileAlone() throws IOException {
        write("root: eric\n");
        AliasDatabase aliases = open();
        aliases.find("root");
        Object inode = inode();
        SourceForm other = new SourceForm(Syntax.MAKEMAP, new Keys(true, false));
        AliasDatabase map = opened(database(compiler(other), false));
        assertEquals(new Lookup.Found("eric"), map.find("root:"));
        aSecondPasses();
        assertEquals(new Lookup.Found("eric"), map.find("root:"));
        assertEquals(new Lookup.Found("eric"), aliases.find("root"));
        assertEquals(inode, inode());
    }

    @Test
    void withoutAPlaceForTheIndexItIsHeldInMemory() throws IOException {
        write("root: eric\n");
        Files.createDirectory(index); // no file can be renamed over it, whoever we are
        AliasDatabase database = open();
        assertEquals(new Lookup.Found("eric"), database.find("root"));
        write("root: tef\n");
        aSecondPasses();
        assertEquals(new Lookup.Found("tef"), database.find("root"));
        assertNoTemporaryFiles();
    }

    @Test
    void theIndexCanBeReadByThoseWhoCanReadTheText() throws IOException {
        write("root: eric\n");
        Files.setPosixFilePermissions(text, PosixFilePermissions.fromString("rw-r-----"));
        open().find("root");
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(index)));
    }

    @Test
    void anUnsafeTextIsNotReadUntilItIsSafe() throws Exception {
        write("root: eric\n");
        unsafe = text;
        AliasDatabase database = open();
        Lookup refused = new Lookup.Unavailable(text + ": unsafe map file: " + text + ": group-writable file");
        assertEquals(refused, database.find("root"));
        assertEquals(((Lookup.Unavailable) refused).reason(),
                assertThrows(TableException.class, () -> database.rebuild(line -> { })).getMessage());
        unsafe = null;
        aSecondPasses();
        assertEquals(new Lookup.Found("eric"), database.find("root"));
        write("root: mallory\n");
        unsafe = text;
        aSecondPasses();
        assertEquals(new Lookup.Found("eric"), database.find("root"), "the old content stays");
    }

    @Test
    void anUnsafeIndexIsNotReadButReplaced() throws Exception {
        write("root: mallory\n");
        open().find("root");
        Stamp text = Stamp.of(this.text).orElseThrow();
        unsafe = index;
        Object inode = inode();
        assertEquals(new Lookup.Found("mallory"), open().find("root"), "as the text says");
        assertNotEquals(inode, inode());
        assertEquals(text, Stamp.of(this.text).orElseThrow());
    }

    @Test
    void aClosedDatabaseSaysSo() throws IOException {
        write("root: eric\n");
        AliasDatabase database = open();
        database.find("root");
        database.close();
        assertInstanceOf(Lookup.Unavailable.class, database.find("root"));
        assertThrows(TableException.class, () -> database.rebuild(line -> { }));
    }

    @Test
    @Timeout(60)
    void readersSeeAllOfTheOldOrAllOfTheNewWhileTheIndexIsReplaced() throws Exception {
        int size = 2_000;
        write(manyAliases(size, "0-"));
        AliasDatabase database = open();
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<Long>> readers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                readers.add(pool.submit(reader(database, size, done)));
            }
            for (int round = 1; round <= 15; round++) {
                replace(manyAliases(size, round + "-"));
                if (round % 2 == 0) {
                    compile(); // as another process would
                } else {
                    database.rebuild(line -> { });
                }
                Lookup expected = new Lookup.Found(round + "-7");
                do {
                    aSecondPasses(); // one of the readers may be the one that checks, so that our look-up sees the old content
                } while (!database.find("user7").equals(expected));
            }
            done.set(true);
            for (Future<Long> reader : readers) {
                assertTrue(reader.get(30, TimeUnit.SECONDS) > 0);
            }
        } finally {
            pool.shutdownNow();
        }
        assertNoTemporaryFiles();
    }

    /** Versions that one thread sees never go back, and no look-up fails. */
    private static Callable<Long> reader(AliasDatabase database, int size, AtomicBoolean done) {
        return () -> {
            long lookups = 0;
            int last = 0;
            while (!done.get()) {
                int user = (int) (lookups++ % size);
                Lookup.Found found = assertInstanceOf(Lookup.Found.class, database.find("user" + user));
                String[] parts = found.value().split("-");
                assertEquals(user, Integer.parseInt(parts[1]));
                int round = Integer.parseInt(parts[0]);
                assertTrue(round >= last, "version " + round + " after " + last);
                last = round;
            }
            return lookups;
        };
    }

    private static String manyAliases(int count, String prefix) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append("user").append(i).append(": ").append(prefix).append(i).append('\n');
        }
        return lines.toString();
    }
}
