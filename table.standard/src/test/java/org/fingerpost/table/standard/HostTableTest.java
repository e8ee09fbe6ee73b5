package org.fingerpost.table.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.fingerpost.api.dns.Answer;
import org.fingerpost.api.dns.DnsRecord;
import org.fingerpost.api.dns.MailExchanger;
import org.fingerpost.api.dns.Resolver;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.fingerpost.api.table.TableFlags;
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
        "relay,relay.conf.example", "LOCALHOST,relay.conf.example", "relay.conf.example,relay.conf.example",
        "relay.,relay.conf.example",
        "betaalias,beta.conf.example", "beta,beta.conf.example", "single,single.conf.example",
        "single.conf.example,single.conf.example",
        "six.conf.example,six.conf.example", "a.single.conf.example,-", "later,-", "nowhere,-", "'',-", ".,-", "127.0.0.1,-",
        "[127.0.0.1],relay.conf.example", "[127.0.0.3]rest,beta", "[127.0.0.4],single", "[IPv6:::1],six.conf.example", "[::1],-",
        "[127.0.0.9],-", "[127.0.0.1,-", "[],-", "[localhost],-", "named.example,named.example",
        "beta.conf,beta.conf.example", "beta.conf.,-", "single.co,-", "relay.conf.example.,relay.conf.example"})
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
    }

    @Test
    void aChangedFileIsReadAgain() throws Exception {
        AtomicLong clock = new AtomicLong();
        LookupTable table = new HostTableType(() -> null, clock::get).open(new TableDeclaration("h", "host", "hosts", directory));
        assertEquals("relay.conf.example", Tables.value(table.lookup("relay", List.of())));
        Files.writeString(directory.resolve("hosts"), "127.0.0.1 moved.example relay\n");
        Files.setLastModifiedTime(directory.resolve("hosts"), FileTime.fromMillis(1));
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        assertEquals("moved.example", Tables.value(table.lookup("relay", List.of())));
        Files.delete(directory.resolve("hosts"));
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        assertNull(Tables.value(table.lookup("relay", List.of())));
    }

    /**
     * What the network says of names, by name and type; what is not there does not exist, {@code later.example} cannot be told.
     */
    private static final class Network implements Resolver {

        private static final Map<String, String> RECORDS = Map.of("host.zone.example A", "host.zone.example",
                "alias.zone.example AAAA",
                "Host.zone.example", "mail.zone.example MX", "mail.zone.example", "short.conf.example A", "short.conf.example");

        @Override
        public Answer<DnsRecord> records(String name, String type) {
            String found = RECORDS.get(TableFlags.small(name) + " " + type);
            if (found != null) {
                return new Answer.Found<>(found, List.of(new DnsRecord(type, 0, "x", Duration.ZERO)));
            }
            boolean exists = RECORDS.keySet().stream().anyMatch(key -> key.startsWith(TableFlags.small(name) + " "));
            return name.startsWith("later") ? new Answer.Temporary<>("no answer") : exists ? new Answer.NoData<>()
                    : new Answer.NoSuchName<>();
        }

        @Override
        public Answer<MailExchanger> mailExchangers(String domain) {
            return new Answer.NoSuchName<>();
        }

        @Override
        public Answer<InetAddress> addresses(String host) {
            return new Answer.NoSuchName<>();
        }

        @Override
        public Answer<String> names(InetAddress address) {
            return address.getHostAddress().equals("192.0.2.10") ? new Answer.Found<>("r", List.of("host.zone.example"))
                    : new Answer.NoSuchName<>();
        }

        @Override
        public List<String> searchList() {
            return List.of("conf.example", "other.example");
        }
    }

    private LookupTable inNetwork(String sources) throws TableException {
        return new HostTableType(Network::new, System::nanoTime)
                .open(new TableDeclaration("h", "host", "-a. hosts conf.example " + sources, directory));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"host.zone.example,host.zone.example.", "HOST.zone.example.,HOST.zone.example.",
        "alias.zone.example,Host.zone.example.", "mail.zone.example,mail.zone.example.", "nosuch.zone.example,-",
        "short,short.conf.example.",
        "short.,-", "[192.0.2.10],host.zone.example.", "[192.0.2.11],-", "relay,relay.conf.example.", "'',-"})
    void theNetworkIsAskedForWhatIsNotInTheFile(String key, String name) throws TableException {
        assertEquals(name, Tables.value(inNetwork("files,dns").lookup(key, List.of())));
    }

    @Test
    void aSourceThatCannotSayDoesNotHideAnother() throws TableException {
        assertInstanceOf(Lookup.Unavailable.class, inNetwork("dns,files").lookup("later.example", List.of()));
        assertEquals(new Lookup.Found("relay.conf.example."), inNetwork("nis,dns,files").lookup("relay", List.of()));
        LookupTable alone = new HostTableType(() -> null, System::nanoTime)
                .open(new TableDeclaration("h", "host", "hosts . dns,files", directory));
        assertEquals(new Lookup.Found("relay.conf.example"), alone.lookup("relay", List.of()));
        assertInstanceOf(Lookup.Unavailable.class, alone.lookup("nosuch.example", List.of()));
    }

    @Test
    void aFileThatCannotBeReadIsTrouble() throws Exception {
        Files.createDirectory(directory.resolve("folder"));
        assertInstanceOf(Lookup.Unavailable.class, table("folder").lookup("relay", List.of()));
        assertNull(ask("-t folder", "relay"));
        assertEquals("relayTMP", ask("-TTMP folder", "relay"));
    }
}
