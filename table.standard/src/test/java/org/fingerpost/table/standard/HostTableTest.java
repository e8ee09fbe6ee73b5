package org.fingerpost.table.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.TableException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostTableTest {

    @TempDir
    Path directory;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(directory.resolve("hosts"), """
                # comment
                127.0.0.1 relay.conf.example relay localhost
                127.0.0.3\tbeta  beta.conf.example betaalias # later
                127.0.0.4 single
                127.0.0.5 other.host single
                ::1 six.conf.example
                127.0.0.9
                no-address named.example
                """);
    }

    private LookupTable table(String arguments) throws TableException {
        return Tables.open("host", arguments, directory);
    }

    private String ask(String arguments, String key) throws TableException {
        return Tables.value(table(arguments).lookup(key, List.of()));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "relay,relay.conf.example", "LOCALHOST,relay.conf.example", "relay.conf.example,relay.conf.example", "relay.,relay.conf.example",
        "betaalias,beta.conf.example", "beta,beta.conf.example", "single,single.conf.example", "single.conf.example,single.conf.example",
        "six.conf.example,six.conf.example", "a.single.conf.example,-", "later,-", "nowhere,-", "'',-", ".,-", "127.0.0.1,-",
        "[127.0.0.1],relay.conf.example", "[127.0.0.3]rest,beta", "[127.0.0.4],single", "[IPv6:::1],six.conf.example", "[::1],-",
        "[127.0.0.9],-", "[127.0.0.1,-", "[],-", "[localhost],-", "named.example,named.example", "\"relay\",relay.conf.example"})
    void aHostHasOneCanonicalName(String key, String name) throws TableException {
        assertEquals(name, ask("hosts conf.example", key));
    }

    @Test
    void aNameWithoutADomainIsNoneIfTheDomainIsNotKnown() throws TableException {
        assertNull(ask("hosts", "single"));
    }

    @Test
    void flags() throws TableException {
        assertEquals("relay.conf.example.", ask("-a. -D hosts", "relay"));
        assertEquals("RELAY!", ask("-m -a! hosts", "RELAY"));
        assertNull(ask("-q hosts", "\"relay\""));
    }

    @Test
    void aChangedFileIsReadAgain() throws Exception {
        LookupTable table = table("hosts");
        assertEquals("relay.conf.example", Tables.value(table.lookup("relay", List.of())));
        Files.writeString(directory.resolve("hosts"), "127.0.0.1 moved.example relay\n");
        Files.setLastModifiedTime(directory.resolve("hosts"), FileTime.fromMillis(1));
        assertEquals("moved.example", Tables.value(table.lookup("relay", List.of())));
        Files.delete(directory.resolve("hosts"));
        assertNull(Tables.value(table.lookup("relay", List.of())));
    }

    @Test
    void aFileThatCannotBeReadIsTrouble() throws Exception {
        Files.createDirectory(directory.resolve("folder"));
        assertInstanceOf(Lookup.Unavailable.class, table("folder").lookup("relay", List.of()));
        assertNull(ask("-t folder", "relay"));
        assertEquals("relayTMP", ask("-TTMP folder", "relay"));
    }
}
