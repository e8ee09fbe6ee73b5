package org.fingerpost.alias.dbm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AliasTableTypeTest {

    @TempDir
    Path directory;

    @Test
    void theTableNamedAliasesIsAnAliasesFile() throws Exception {
        write("aliases", "\"a b\": x%1y, z\n");
        assertEquals(new Lookup.Found("x%1y, z"), lookup("aliases", "aliases", "\"A b\""));
        assertEquals(new Lookup.Found("x%1y, z"), lookup("aliases", "aliases.db", "a b"));
        assertEquals(new Lookup.Found("x%1y, z"), lookup("lists", "-A aliases", "a b"));
    }

    @Test
    void aQuotedUserIsNotAnAlias() throws Exception {
        write("aliases", "eric: tef\n");
        assertEquals(Lookup.NOT_FOUND, lookup("aliases", "aliases", "\\eric"));
    }

    @Test
    void otherTablesAreKeysAndValuesWithArguments() throws Exception {
        write("domains", "old.example  %1@new.example\npercent 50%%\nkey %0-%2-%x%\n");
        assertEquals(new Lookup.Found("eric@new.example"), lookup("domains", "domains", "OLD.example", "eric"));
        assertEquals(new Lookup.Found("50%"), lookup("domains", "domains", "percent"));
        assertEquals(new Lookup.Found("key--%x%"), lookup("domains", "domains", "key", "one"));
    }

    @Test
    void flagsDoAsInSendmail() throws Exception {
        write("map", "Key value\n");
        assertEquals(new Lookup.Found("value<OK>"), lookup("m", "-a<OK> map", "key"));
        assertEquals(new Lookup.Found("KEY."), lookup("m", "-m -a. map", "KEY"));
        assertEquals(Lookup.NOT_FOUND, lookup("m", "map", "\"KEY\""));
    }

    @Test
    void anEntrySaysOnWhichLineItBegins() throws Exception {
        write("aliases", "# comment\neric: tef\nstaff: ann,\n\tbob\n\"A b\": c\neric: anna\n");
        var table = new AliasTableType().open(new TableDeclaration("aliases", "hash", "aliases", directory));
        assertEquals(Optional.of(directory.resolve("aliases") + ":3"), table.place("STAFF"));
        assertEquals(Optional.of(directory.resolve("aliases") + ":5"), table.place("a b"));
        assertEquals(Optional.of(directory.resolve("aliases") + ":6"), table.place("eric"), "the one that counts");
        assertEquals(Optional.empty(), table.place("nobody"));
        Files.delete(directory.resolve("aliases"));
        assertEquals(Optional.empty(), table.place("eric"));
    }

    @Test
    void withoutFoldingCaseCounts() throws Exception {
        write("exact", "Key value\n");
        assertEquals(Lookup.NOT_FOUND, lookup("m", "-f exact", "key"));
        assertEquals(new Lookup.Found("value"), lookup("m", "-f exact", "Key"));
    }

    @Test
    void troubleCanBeAnAnswer() throws Exception {
        assertEquals(new Lookup.Unavailable(directory.resolve("none") + ": no such file"), lookup("m", "none", "key"));
        assertEquals(Lookup.NOT_FOUND, lookup("m", "-o none", "key"));
        assertEquals(new Lookup.NotFound(75), lookup("m", "-t none", "key"));
        assertInstanceOf(Lookup.Unavailable.class, lookup("m", "-T<TMPF> none", "Key"),
                "as in sendmail -T is for what can be asked");
    }

    @Test
    void declarationsThatMakeNoSenseAreRefused() {
        assertTrue(refusal("-o").contains("no file name"));
        assertTrue(refusal("").contains("no file name"));
    }

    @Test
    void rebuildPrintsTheSummary() throws Exception {
        write("aliases", "eric: eric, tef\n");
        try (AliasTable table = table("aliases", "aliases")) {
            assertEquals(directory.resolve("aliases") + ": 1 aliases, longest 9 bytes, 13 bytes total",
                    table.rebuild(line -> { }));
        }
    }

    private String refusal(String arguments) {
        return assertThrows(TableException.class, () -> table("m", arguments)).getMessage();
    }

    private Lookup lookup(String name, String arguments, String key, String... values) throws TableException {
        try (AliasTable table = table(name, arguments)) {
            return table.lookup(key, List.of(values));
        }
    }

    private AliasTable table(String name, String arguments) throws TableException {
        return (AliasTable) new AliasTableType().open(new TableDeclaration(name, "hash", arguments, directory));
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(directory.resolve(name), content);
    }
}
