package org.fingerpost.alias.dbm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.TableException;
import org.junit.jupiter.api.Test;

/** The index follows the text. */
class AliasDatabaseTest extends AliasDatabaseFixture {

    @Test
    void theIndexIsMadeByTheFirstLookup() throws IOException {
        write("root: eric\n");
        AliasDatabase database = open();
        assertEquals(new Lookup.Found("eric"), database.find("root"));
        assertEquals(Lookup.NOT_FOUND, database.find("nobody"));
        assertTrue(Files.exists(index));
        assertNoTemporaryFiles();
    }

    @Test
    void anIndexThatAgreesWithTheTextIsNotMadeAgain() throws IOException {
        write("root: eric\n");
        open().find("root");
        Object inode = inode();
        assertEquals(new Lookup.Found("eric"), open().find("root"));
        assertEquals(inode, inode());
    }

    @Test
    void aChangedTextIsSeenAfterASecond() throws IOException {
        write("root: eric\n");
        AliasDatabase database = open();
        database.find("root");
        write("root: tef\n");
        assertEquals(new Lookup.Found("eric"), database.find("root"));
        aSecondPasses();
        assertEquals(new Lookup.Found("tef"), database.find("root"));
    }

    @Test
    void aTextOfTheSameSizeAndSecondIsStillSeen() throws IOException {
        write("root: eric\n");
        Files.setLastModifiedTime(text, FileTime.from(Instant.ofEpochSecond(1_700_000_000L, 5)));
        AliasDatabase database = open();
        database.find("root");
        Files.writeString(text, "root: anna\n");
        Files.setLastModifiedTime(text, FileTime.from(Instant.ofEpochSecond(1_700_000_000L, 6)));
        aSecondPasses();
        assertEquals(new Lookup.Found("anna"), database.find("root"));
    }

    @Test
    void aBrokenTextLeavesTheOldIndexInUse() throws IOException {
        write("root: eric\n");
        AliasDatabase database = open();
        database.find("root");
        write("root: tef\nbroken\n");
        aSecondPasses();
        assertEquals(new Lookup.Found("eric"), database.find("root"));
        assertThrows(TableException.class, () -> database.rebuild(line -> { }));
        assertEquals(new Lookup.Found("eric"), database.find("root"));
        write("root: anna\n");
        aSecondPasses();
        assertEquals(new Lookup.Found("anna"), database.find("root"));
    }

    @Test
    void aBrokenTextWithoutIndexIsUnavailable() throws IOException {
        write("broken\n");
        assertEquals(new Lookup.Unavailable(text + ":1: missing colon"), open().find("root"));
    }

    @Test
    void anAbsentTextIsUnavailableUntilItComes() throws IOException {
        AliasDatabase database = open();
        assertEquals(new Lookup.Unavailable(text + ": no such file"), database.find("root"));
        write("root: eric\n");
        aSecondPasses();
        assertEquals(new Lookup.Found("eric"), database.find("root"));
    }

    @Test
    void anAbsentOptionalTextHoldsNothing() {
        assertEquals(Lookup.NOT_FOUND, opened(database(compiler(FORM), true)).find("root"));
    }

    @Test
    void anIndexWithoutItsTextStillAnswers() throws IOException {
        write("root: eric\n");
        open().find("root");
        Files.delete(text);
        assertEquals(new Lookup.Found("eric"), open().find("root"));
    }

    @Test
    void aTextThatChangesWhileItIsReadIsReadAgain() throws Exception {
        write("a: old\na: old\nz: old\n");
        AliasDatabase database = open();
        database.rebuild(warning -> rewrite("a: new\nz: new\n"));
        assertEquals(new Lookup.Found("new"), database.find("a"));
        assertEquals(new Lookup.Found("new"), database.find("z"));
    }

    @Test
    void aTextThatDoesNotComeToRestLeavesTheOldIndexInUse() throws Exception {
        write("a: old\n");
        AliasDatabase database = open();
        assertEquals(new Lookup.Found("old"), database.find("a"));
        write("a: new\na: new\n");
        String message = assertThrows(TableException.class,
                () -> database.rebuild(warning -> rewrite("a: new\na: new\n"))).getMessage();
        assertTrue(message.contains("changes while it is read"), message);
        assertEquals(new Lookup.Found("old"), database.find("a"));
        assertNoTemporaryFiles();
    }

    @Test
    void aTextRenamedIntoPlaceWithTheSameSizeAndTimesIsSeen() throws IOException {
        write("root: eric\n");
        AliasDatabase database = open();
        database.find("root");
        FileTime same = Files.getLastModifiedTime(text);
        replace("root: anna\n");
        Files.setLastModifiedTime(text, same);
        aSecondPasses();
        assertEquals(new Lookup.Found("anna"), database.find("root"));
    }

    @Test
    void aClockThatIsSetBackDoesNoHarm() throws IOException {
        write("root: eric\n");
        AliasDatabase database = open();
        database.find("root");
        Files.writeString(text, "root: anna\n");
        Files.setLastModifiedTime(text, FileTime.from(Instant.ofEpochSecond(1_000_000_000L)));
        aSecondPasses();
        assertEquals(new Lookup.Found("anna"), database.find("root"));
    }

    @Test
    void anEditWithinTheSameStepOfTheClockIsSeen() throws IOException {
        for (int i = 0; i < 20; i++) {
            Files.writeString(text, "root: eric\n");
            AliasDatabase database = open();
            assertEquals(new Lookup.Found("eric"), database.find("root"));
            Files.writeString(text, "root: anna\n");
            aSecondPasses();
            assertEquals(new Lookup.Found("anna"), database.find("root"));
        }
    }

    @Test
    void duplicatesAreSaidToWhoRebuilds() throws Exception {
        write("a: one\nb: x\nA: two\n");
        List<String> messages = new ArrayList<>();
        assertEquals(text + ": 3 aliases, longest 3 bytes, 10 bytes total", open().rebuild(messages::add));
        assertEquals(List.of(text + ":3: Warning: duplicate alias name a, the later one counts"), messages);
    }

    @Test
    void lookupsGoOnWithTheOldContentWhileALargeTextIsCompiled() throws Exception {
        String filling = "# " + "x".repeat(1000) + "\n";
        write("root: eric\n" + filling.repeat(9000));
        BlockingQueue<Runnable> background = new ArrayBlockingQueue<>(1);
        AliasDatabase database = opened(new AliasDatabase(compiler(FORM), false,
                new AliasDatabase.Surroundings(clock::get, background::add)));
        assertEquals(new Lookup.Found("eric"), database.find("root"));
        write("root: anna\n" + filling.repeat(9000));
        aSecondPasses();
        CompletableFuture<Lookup> waiting = CompletableFuture.supplyAsync(() -> database.find("root"));
        Runnable compilation = background.poll(30, TimeUnit.SECONDS);
        assertEquals(new Lookup.Found("eric"), database.find("root"), "while it has not begun");
        compilation.run();
        assertTrue(List.of(new Lookup.Found("anna"), new Lookup.Found("eric")).contains(waiting.get(30, TimeUnit.SECONDS)));
        assertEquals(new Lookup.Found("anna"), database.find("root"));
    }

    @Test
    void namesWithHostsAreAliasesIfTheyAreOurs() throws Exception {
        write("a@far.example: x\nb@here: y\n\"c@far\": z\n|prog: x\n/file: x\n");
        AliasDatabase database = open();
        assertEquals(Lookup.NOT_FOUND, database.find("b"), "nobody can say yet");
        assertEquals(new Lookup.Found("z"), database.find("c@far"));
        names = address -> address.endsWith("@here") ? new Lookup.Found(address.substring(0, address.indexOf('@')))
                : Lookup.NOT_FOUND;
        aSecondPasses();
        assertEquals(new Lookup.Found("y"), database.find("b"));
        assertEquals(Lookup.NOT_FOUND, database.find("a@far.example"));
        List<String> messages = new ArrayList<>();
        assertEquals(text + ": 2 aliases, longest 1 bytes, 8 bytes total", database.rebuild(messages::add));
        String end = "... cannot alias non-local names, so it does not count";
        assertEquals(List.of(text + ":1: Warning: a@far.example" + end, text + ":4: Warning: |prog" + end,
                text + ":5: Warning: /file" + end), messages);
        names = address -> new Lookup.Unavailable("not now");
        assertEquals(text + ": not now", assertThrows(TableException.class, () -> database.rebuild(line -> { })).getMessage());
        assertEquals(new Lookup.Found("y"), database.find("b"));
    }

    private void rewrite(String content) {
        try {
            write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
