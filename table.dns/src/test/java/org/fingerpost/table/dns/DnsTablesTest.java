package org.fingerpost.table.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTableType;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers are those of sendmail 8.17.1 with a name server that says the same. */
class DnsTablesTest {

    @TempDir
    Path directory;
    private DnsServer server;
    private DnsResolver resolver;

    @BeforeEach
    void start() throws IOException {
        server = new DnsServer(DnsResolverTest.ZONE, 0);
        Path conf = Files.writeString(directory.resolve("resolv.conf"), "search conf.example other.example\n");
        resolver = new DnsResolver(new Settings(List.of(server.address()), conf, directory.resolve("none"),
                Duration.ofMillis(500), 2,
                Duration.ofSeconds(3), 100, Duration.ZERO, Duration.ZERO, 250));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private Lookup ask(String declaration, String key, String... arguments) throws TableException {
        String[] words = declaration.split(" ", 2);
        LookupTableType type = words[0].equals("dns") ? new DnsTableType(resolver) : new BestMxTableType(resolver);
        return type.open(new TableDeclaration("t", words[0], words.length > 1 ? words[1] : "", directory))
                .lookup(key, List.of(arguments));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "dns -R MX|zone.example|Mx2.zone.example", "dns -RMX -z:|zone.example|Mx2.zone.example:mx1.zone.example",
        "dns -R MX -z: -Z 1 -a.x|zone.example.|Mx2.zone.example.x", "dns -R A|alias.zone.example|192.0.2.10",
        "dns -R aaaa|six.zone.example|IPv6:2001:db8:0:0:0:0:0:66", "dns -R A -Bzone.example|sub|192.0.2.20", "dns -R A|sub|-",
        "dns -R A|short|192.0.2.50", "dns -R A|short.|-", "dns -R A -m -a.found|Host.Zone.Example|Host.Zone.Example.found",
        "dns -R TXT|nosuch.zone.example|-", "dns -R CNAME|cnmx.zone.example|mxonly.zone.example",
        "dns -R PTR|10.2.0.192.in-addr.arpa|host.zone.example",
        "dns -R MX|nullmx.zone.example|''", "dns -R MX -d5s -r2 -z\\n|zone.example|'Mx2.zone.example\nmx1.zone.example'",
        "bestmx|zone.example|mx1.zone.example.", "bestmx -z:|zone.example|mx1.zone.example.:Mx2.zone.example.",
        "bestmx|host.zone.example|host.zone.example.", "bestmx|host.zone.example.|host.zone.example.",
        "bestmx|alias.zone.example|-",
        "bestmx|nullmx.zone.example|-", "bestmx|cnmx.zone.example|mx1.zone.example.", "bestmx|[192.0.2.10]|[192.0.2.10]",
        "bestmx|short|-",
        "bestmx -m -a!|zone.example|zone.example!", "bestmx|dangling.zone.example|-"})
    void answers(String declaration, String key, String value) throws TableException {
        String expected = value == null ? null : value.replace("'", "");
        assertEquals(expected == null ? Lookup.NOT_FOUND : new Lookup.Found(expected), ask(declaration, key));
    }

    @Test
    void argumentsAreSubstituted() throws TableException {
        assertEquals(new Lookup.Found("axbpct.zone.example"), ask("dns -R TXT", "pct.zone.example", "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dns -R A", "bestmx"})
    void whatNobodyCanSayIsNotAbsent(String declaration) throws TableException {
        assertInstanceOf(Lookup.Unavailable.class, ask(declaration, "servfail.zone.example"));
        assertEquals(new Lookup.NotFound(75), ask(declaration + " -t", "servfail.zone.example"));
        assertEquals(new Lookup.Found("servfail.zone.example.TMPF"), ask(declaration + " -T.TMPF", "servfail.zone.example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dns", "dns -R X", "dns -R MX -Z x"})
    void declarationsThatMakeNoSenseAreRefused(String declaration) {
        assertThrows(TableException.class, () -> ask(declaration, "zone.example"));
    }
}
