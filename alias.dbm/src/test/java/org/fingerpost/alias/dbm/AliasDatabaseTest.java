package org.fingerpost.alias.dbm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

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
        assertThrows(TableException.class, database::rebuild);
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
        assertEquals(Lookup.NOT_FOUND, opened(new AliasDatabase(compiler(FORM), true, clock::get)).find("root"));
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
        AliasCompiler compiler = new AliasCompiler(text, FORM, warning -> rewrite("a: new\nz: new\n"));
        AliasDatabase database = opened(new AliasDatabase(compiler, false, clock::get));
        assertEquals(new Lookup.Found("new"), database.find("a"));
        assertEquals(new Lookup.Found("new"), database.find("z"));
    }

    @Test
    void aTextThatDoesNotComeToRestLeavesTheOldIndexInUse() throws Exception {
        write("a: old\n");
        AliasCompiler compiler = new AliasCompiler(text, FORM, warning -> rewrite("a: new\na: new\n"));
        AliasDatabase database = opened(new AliasDatabase(compiler, false, clock::get));
        assertEquals(new Lookup.Found("old"), database.find("a"));
        write("a: new\na: new\n");
        aSecondPasses();
        assertEquals(new Lookup.Found("old"), database.find("a"));
        assertTrue(assertThrows(TableException.class, database::rebuild).getMessage().contains("changes while it is read"));
    }

    private void rewrite(String content) {
        try {
            write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
