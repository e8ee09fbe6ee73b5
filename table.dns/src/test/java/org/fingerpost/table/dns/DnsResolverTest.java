package org.fingerpost.table.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.fingerpost.api.dns.Answer;
import org.fingerpost.api.dns.DnsRecord;
import org.fingerpost.api.dns.MailExchanger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DnsResolverTest {

    static final String ZONE = """
            $ORIGIN zone.example.
            $TTL 300
            @ IN MX 20 Mx2
            @ IN MX 10 mx1
            @ IN TXT "v=spf1 " "-all"
            @ IN NS ns1
            mx1 IN A 192.0.2.1
            host IN A 192.0.2.10
            host IN AAAA 2001:db8::10
            six IN AAAA 2001:db8::66
            alias IN CNAME host
            loop1 IN CNAME loop2
            loop2 IN CNAME loop1
            dangling IN CNAME nothing
            nullmx IN MX 0 .
            mxonly IN MX 5 mx1
            cnmx IN CNAME mxonly
            _smtp._tcp IN SRV 1 2 25 srv
            afs IN AFSDB 1 afs1
            pct IN TXT "a%1b%0"
            sub IN A 192.0.2.20
            many IN TXT "whole"
            10.2.0.192.in-addr.arpa. IN PTR host
            short.conf.example. IN A 192.0.2.50
            """;

    @TempDir
    Path directory;
    private DnsServer server;
    private Settings settings;

    @BeforeEach
    void start() throws IOException {
        server = new DnsServer(ZONE, 0);
        Path hosts = Files.writeString(directory.resolve("hosts"), "127.0.0.7 filed.example other.zone.example\n");
        Path conf = Files.writeString(directory.resolve("resolv.conf"),
                "nameserver 127.0.0.99\nsearch conf.example. other.example\n");
        settings = new Settings(List.of(server.address()), conf, hosts, Duration.ofMillis(300), 2, Duration.ofSeconds(2), 100,
                Duration.ofHours(1), Duration.ofMinutes(1), 250);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private DnsResolver resolver() {
        return new DnsResolver(settings);
    }

    private static <T> List<T> values(Answer<T> answer) {
        return assertInstanceOf(Answer.Found.class, answer).values();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"zone.example|MX|Mx2.zone.example mx1.zone.example", "zone.example|TXT|v=spf1 -all",
            "zone.example|ns|ns1.zone.example",
        "alias.zone.example|CNAME|host.zone.example", "alias.zone.example|A|192.0.2.10",
        "six.zone.example|AAAA|2001:db8:0:0:0:0:0:66",
        "_smtp._tcp.zone.example|SRV|srv.zone.example", "afs.zone.example|AFSDB|afs1.zone.example",
        "10.2.0.192.in-addr.arpa|PTR|host.zone.example", "many.zone.example|TXT|whole", "nullmx.zone.example|MX|''"})
    void recordsAsTheServerHasThem(String name, String type, String expected) {
        assertEquals(expected.replace("''", ""),
                String.join(" ", values(resolver().records(name, type)).stream().map(r -> ((DnsRecord) r).value()).toList()));
    }

    @Test
    void anAliasSaysWhereItLeads() {
        assertEquals("host.zone.example", assertInstanceOf(Answer.Found.class, resolver().records("ALIAS.zone.example", "A"))
                .name());
    }

    @Test
    void exchangersAreInTheOrderOfTheirPreference() {
        assertEquals(List.of(new MailExchanger(10, "mx1.zone.example"), new MailExchanger(20, "Mx2.zone.example")),
                values(resolver().mailExchangers("zone.example")));
        assertEquals(List.of(new MailExchanger(0, "")), values(resolver().mailExchangers("nullmx.zone.example")));
    }

    @Test
    void addressesOfBothVersions() throws IOException {
        assertEquals(List.of(InetAddress.getByName("2001:db8::10"), InetAddress.getByName("192.0.2.10")),
                values(resolver().addresses("host.zone.example")));
        assertEquals(List.of(InetAddress.getByName("127.0.0.7")), values(resolver().addresses("filed.example")));
    }

    @Test
    void addressesHaveNames() throws IOException {
        assertEquals(List.of("host.zone.example"), values(resolver().names(InetAddress.getByName("192.0.2.10"))));
        assertEquals(List.of("filed.example"), values(resolver().names(InetAddress.getByName("127.0.0.7"))));
        assertInstanceOf(Answer.NoSuchName.class, resolver().names(InetAddress.getByName("192.0.2.77")));
    }

    @ParameterizedTest
    @CsvSource({"nosuch.zone.example,A,NoSuchName", "host.zone.example,MX,NoData", "dangling.zone.example,A,NoSuchName",
            "zone.example,A,NoData",
        "silent.example,A,Temporary", "servfail.example,MX,Temporary", "refused.example,MX,Temporary",
        "loop1.zone.example,A,Temporary",
        "a..b,A,NoSuchName", "'',MX,NoSuchName"})
    void whatIsNotThereAndWhatNobodyCanSay(String name, String type, String answer) {
        assertEquals(answer, resolver().records(name, type).getClass().getSimpleName());
    }

    @Test
    void aNameTooLongIsNobodys() {
        assertInstanceOf(Answer.NoSuchName.class, resolver().addresses("x".repeat(64) + ".example"));
        assertInstanceOf(Answer.NoSuchName.class, resolver().mailExchangers("x.".repeat(200) + "example"));
    }

    @Test
    void octetsAreOctets() {
        assertInstanceOf(Answer.NoSuchName.class, resolver().records("b\u00fccher \\065.zone.example", "A"));
    }

    @Test
    void anUnknownTypeIsAMistake() {
        assertThrows(IllegalArgumentException.class, () -> resolver().records("zone.example", "BOGUS"));
    }

    @Test
    void answersAreKeptThatSomethingIsNotThereToo() {
        DnsResolver resolver = resolver();
        for (int i = 0; i < 3; i++) {
            resolver.records("zone.example", "MX");
            resolver.records("nosuch.zone.example", "MX");
            resolver.records("host.zone.example", "MX");
        }
        assertEquals(3, server.questions.get());
    }

    @Test
    void namesThatAreKnownDoNotWaitForThoseThatNobodyAnswers() throws Exception {
        Settings narrow = new Settings(settings.servers(), settings.resolvConf(), settings.hosts(), Duration.ofSeconds(20), 1,
                Duration.ofSeconds(20), 100, Duration.ofHours(1), Duration.ofMinutes(1), 10);
        DnsResolver resolver = new DnsResolver(narrow);
        resolver.mailExchangers("zone.example");
        int before = Thread.activeCount();
        List<CompletionStage<?>> dead = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            dead.add(resolver.mailExchangersAsync("silent." + i + ".example"));
        }
        assertEquals(2, values(resolver.mailExchangersAsync("zone.example").get(10, TimeUnit.SECONDS)).size());
        assertEquals(1, values(resolver.addressesAsync("filed.example").get(10, TimeUnit.SECONDS)).size());
        assertTrue(Thread.activeCount() - before < 10, "threads: " + Thread.activeCount());
        assertFalse(dead.get(999).toCompletableFuture().isDone());
    }

    @Test
    void questionsThatWaitEndToo() throws Exception {
        Settings narrow = new Settings(settings.servers(), settings.resolvConf(), settings.hosts(), Duration.ofMillis(300), 1,
                Duration.ofMillis(500), 100, Duration.ofHours(1), Duration.ofMinutes(1), 2);
        DnsResolver resolver = new DnsResolver(narrow);
        List<CompletableFuture<Answer<MailExchanger>>> dead = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            dead.add(resolver.mailExchangersAsync("silent." + i + ".example"));
        }
        for (CompletableFuture<Answer<MailExchanger>> answer : dead) {
            assertInstanceOf(Answer.Temporary.class, answer.get(30, TimeUnit.SECONDS));
        }
        assertEquals(2, values(resolver.mailExchangers("zone.example")).size());
    }

    @Test
    void tenThousandThatFailAtOnce() throws Exception {
        Settings nowhere = new Settings(List.of(new java.net.InetSocketAddress("127.0.0.1", 1)), settings.resolvConf(),
                settings.hosts(), Duration.ofSeconds(1), 1, Duration.ofSeconds(20), 100, Duration.ZERO, Duration.ZERO, 1);
        DnsResolver resolver = new DnsResolver(nowhere);
        List<CompletableFuture<Answer<MailExchanger>>> all = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            all.add(resolver.mailExchangersAsync(i + ".example"));
        }
        for (CompletableFuture<Answer<MailExchanger>> answer : all) {
            assertInstanceOf(Answer.Temporary.class, answer.get(60, TimeUnit.SECONDS));
        }
    }

    @Test
    void theSameQuestionIsAskedOnce() throws Exception {
        DnsResolver resolver = resolver();
        List<CompletableFuture<Answer<MailExchanger>>> same = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            same.add(resolver.mailExchangersAsync("silent.one.example"));
        }
        for (CompletableFuture<Answer<MailExchanger>> answer : same) {
            assertInstanceOf(Answer.Temporary.class, answer.get(30, TimeUnit.SECONDS));
        }
        assertTrue(server.questions.get() <= settings.tries(), "questions: " + server.questions);
    }

    @Test
    void anotherServerIsAskedIfOneIsSilent() throws IOException {
        try (DnsServer first = new DnsServer("", 0)) {
            Settings two = new Settings(List.of(new java.net.InetSocketAddress("127.0.0.1", first.address().getPort()),
                    server.address()),
                    settings.resolvConf(), settings.hosts(), settings.timeout(), 1, Duration.ofSeconds(20), 10, Duration.ZERO,
                    Duration.ZERO, 250);
            first.close();
            assertEquals(1, values(new DnsResolver(two).addresses("mx1.zone.example")).size());
        }
    }

    @Test
    void resolvConfIsReadAgainWhenItHasChanged() throws IOException {
        AtomicLong clock = new AtomicLong();
        Settings system = new Settings(List.of(), settings.resolvConf(), settings.hosts(), settings.timeout(), 1,
                settings.limit(), 10,
                Duration.ZERO, Duration.ZERO, 250);
        NameServers servers = new NameServers(system, clock::get);
        assertEquals("127.0.0.99:53", servers.toString());
        assertEquals(List.of("conf.example", "other.example"), servers.searchList());
        Files.writeString(settings.resolvConf(), "# none\nnameserver bogus\nnameserver ::1\ndomain new.example\n");
        clock.addAndGet(Duration.ofSeconds(6).toNanos());
        assertEquals("0:0:0:0:0:0:0:1:53", servers.toString());
        assertEquals(List.of("new.example"), servers.searchList());
        Files.delete(settings.resolvConf());
        clock.addAndGet(Duration.ofSeconds(6).toNanos());
        assertEquals("127.0.0.1:53", servers.toString());
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1,192.0.2.1:53", "192.0.2.1:5353,192.0.2.1:5353", "2001:db8::1,2001:db8:0:0:0:0:0:1:53",
            "[::1]:99,0:0:0:0:0:0:0:1:99"})
    void serversAreWrittenAsAddresses(String written, String expected) {
        assertEquals(expected, ServerAddress.parse(written).getAddress().getHostAddress() + ":"
                + ServerAddress.parse(written).getPort());
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "1.2.3", "1.2.3.4:", "1.2.3.4:0", "1.2.3.4:70000", "[1.2.3.4", "::1:x", "300.1.1.1"})
    void namesAreNoServers(String written) {
        assertThrows(IllegalArgumentException.class, () -> ServerAddress.parse(written));
    }
}
