package org.fingerpost.mailer.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;

import org.fingerpost.api.mailer.Itinerary;
import org.fingerpost.api.mailer.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Routes and the servers they lead to. Recipients are {@code a@far.test}; we are {@code us.test} and have 192.0.2.99. */
final class ServerSearchTest {

    private static final SearchLimits LIMITS = new SearchLimits(20, 20, MailerOnSockets.LONG);

    private final Zone zone = new Zone()
            .mx("far.test", 10, "a.test").mx("far.test", 20, "b.test")
            .host("a.test", "192.0.2.1").host("b.test", "192.0.2.2").host("c.test", "2001:db8::3", "192.0.2.3")
            .mx("empty.test", 0, "")
            .mx("backup.test", 10, "a.test").mx("backup.test", 20, "us.test").mx("backup.test", 30, "b.test")
            .mx("ours.test", 10, "US.test").mx("ours.test", 20, "b.test")
            .mx("byaddress.test", 10, "a.test").mx("byaddress.test", 20, "alias.test").mx("byaddress.test", 30, "b.test")
            .mx("loop.test", 10, "alias.test").host("alias.test", "192.0.2.99")
            .mx("broken.test", 10, "gone.test")
            .mx("half.test", 10, "gone.test").mx("half.test", 20, "b.test")
            .mx("shaky.test", 10, "lame.test").mx("shaky.test", 20, "gone.test").host("lame.test", "?")
            .mx("dead.test", 10, "?")
            .mx("xn--bcher-kva.test", 10, "b.test")
            .search("corp.test").host("hub.corp.test", "192.0.2.7")
            .host("bare.test", "192.0.2.8").host("nothing.test");
    private final Settings settings = new Settings(MailerOnSockets.patient(), 10, 10, 10, 1, MailerOnSockets.REUSE,
            LIMITS, List.of());
    private final Network network = new Network(settings);

    @AfterEach
    void close() {
        network.close(MailerOnSockets.LONG);
    }

    private ServerSearch search(TestDelivery delivery, AddressOrder order, SearchLimits limits) {
        NameLookup names = new NameLookup(() -> Optional.of(zone), network, MailerOnSockets.LONG);
        OurNames ours = new OurNames("us.test"::equalsIgnoreCase, address -> address.getHostAddress().equals("192.0.2.99"));
        return new ServerSearch(NextHops.of(delivery), names, ours, order, network, limits);
    }

    /** All servers in order and, after a slash, what it comes to if none of them answers. */
    private static String way(ServerSearch search) throws Exception {
        StringBuilder way = new StringBuilder();
        Optional<Candidate> next = search.next().get();
        while (next.isPresent()) {
            RemoteServer server = next.get().server();
            way.append(server.address()).append(server.port() == 25 ? "" : ":" + server.port()).append(' ');
            search.unreachable(server, "no answer");
            next = search.next().get();
        }
        return way + "/ " + search.verdict().status();
    }

    private static AddressOrder plain() {
        return new AddressOrder(bound -> bound - 1, server -> false);
    }

    private String way(TestDelivery delivery) throws Exception {
        return way(search(delivery, plain(), LIMITS));
    }

    @ParameterizedTest
    @CsvSource({
            "far.test,            192.0.2.1 192.0.2.2 / 4.4.1",
            "FAR.test.,           192.0.2.1 192.0.2.2 / 4.4.1",
            "far.test:2525,       192.0.2.1:2525 192.0.2.2:2525 / 4.4.1",
            "bare.test,           192.0.2.8 / 4.4.1",
            "c.test,              2001:db8:0:0:0:0:0:3 192.0.2.3 / 4.4.1",
            "[a.test],            192.0.2.1 / 4.4.1",
            "[192.0.2.77],        192.0.2.77 / 4.4.1",
            "192.0.2.77,          192.0.2.77 / 4.4.1",
            "[IPv6:2001:db8::7]:26, 2001:db8:0:0:0:0:0:7:26 / 4.4.1",
            "[192.0.2.99],        192.0.2.99 / 4.4.1",
            "[a.test]:far.test:[10.0.0.1]:26, 192.0.2.1 192.0.2.2 10.0.0.1:26 / 4.4.1",
            "b.test:far.test,     192.0.2.2 192.0.2.1 / 4.4.1",
            "backup.test,         192.0.2.1 / 4.4.1",
            "byaddress.test,      192.0.2.1 / 4.4.1",
            "half.test,           192.0.2.2 / 4.4.1",
            "hub,                 192.0.2.7 / 4.4.1",
            "[hub],               192.0.2.7 / 4.4.1",
            "localhost,           127.0.0.1 / 4.4.1",
            "b\u00c3\u00bccher.test, 192.0.2.2 / 4.4.1"})
    void serversOfARoute(String route, String way) throws Exception {
        // Where loopback addresses stand for servers they are not ours.
        assertEquals(way, way(TestDelivery.to(route)));
    }

    @ParameterizedTest
    @CsvSource({
            "empty.test,          / 5.1.10, empty.test takes no mail",
            "ours.test,           / 5.4.6,  loops back to us",
            "loop.test,           / 5.4.6,  alias.test is this machine",
            "broken.test,         / 5.4.4,  'gone.test is unknown, a mail exchanger of broken.test'",
            "shaky.test,          / 4.4.3,  address of lame.test not found",
            "dead.test,           / 4.4.3,  mail exchangers of dead.test not found: no answer",
            "unknown.test,        / 5.1.2,  host unknown.test is unknown",
            "nowhere..test,       / 5.1.2,  is unknown"})
    void domainsWithoutAServer(String domain, String way, String text) throws Exception {
        ServerSearch search = search(TestDelivery.to(domain, "a@" + domain), plain(), LIMITS);
        assertEquals(way, way(search));
        assertTrue(search.verdict().text().contains(text), search.verdict().text());
    }

    @Test
    void hostThatThePolicyNamesAndThatDoesNotExistIsItsMistake() throws Exception {
        assertEquals("/ 4.3.5", way(TestDelivery.to("unknown.test", "a@far.test")));
        assertEquals("/ 4.3.5", way(TestDelivery.to("[unknown.test]", "a@far.test")));
    }

    @Test
    void fallbackHostIsTheLast() throws Exception {
        assertEquals("192.0.2.1 192.0.2.2 192.0.2.8 / 4.4.1",
                way(TestDelivery.to("far.test").option("FallbackMXhost", "bare.test")));
        assertEquals("192.0.2.8 / 4.4.1", way(TestDelivery.to("dead.test").option("FallbackMXhost", "[bare.test]")));
        assertEquals("/ 5.1.10", way(TestDelivery.to("empty.test").option("FallbackMXhost", "bare.test")));
        assertEquals("/ 5.4.6", way(TestDelivery.to("loop.test").option("FallbackMXhost", "bare.test")));
    }

    @Test
    void lastResortIsForNamesThatAreNotFound() throws Exception {
        assertEquals("192.0.2.8 / 4.4.1", way(TestDelivery.to("unknown.test").option("FallbackSmartHost", "bare.test")));
        assertEquals("192.0.2.8 / 4.4.1", way(TestDelivery.to("dead.test").option("FallbackSmartHost", "bare.test")));
        assertEquals("192.0.2.1 192.0.2.2 / 4.4.1", way(TestDelivery.to("far.test").option("FallbackSmartHost", "bare.test")));
        assertEquals("/ 5.1.10", way(TestDelivery.to("empty.test").option("FallbackSmartHost", "bare.test")));
    }

    @Test
    void versionsOfAddressesTakeTurns() throws Exception {
        zone.mx("both.test", 10, "x.test").mx("both.test", 10, "y.test")
                .host("x.test", "2001:db8::1", "2001:db8::2", "192.0.2.1").host("y.test", "2001:db8::3", "192.0.2.2");
        String way = way(TestDelivery.to("both.test"));
        assertEquals("2001:db8:0:0:0:0:0:1 192.0.2.1 2001:db8:0:0:0:0:0:2 192.0.2.2 2001:db8:0:0:0:0:0:3 / 4.4.1", way);
    }

    @Test
    void equalsComeInAnyOrderAndWhereAConnectionIsFirst() throws Exception {
        zone.host("many.test", "192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4");
        TreeSet<String> ways = new TreeSet<>();
        for (int i = 0; i < 1000 && ways.size() < 24; i++) {
            AddressOrder random = new AddressOrder(ThreadLocalRandom.current()::nextInt, server -> false);
            ways.add(way(search(TestDelivery.to("many.test"), random, LIMITS)));
        }
        assertEquals(24, ways.size());
        AddressOrder warm = new AddressOrder(bound -> bound - 1, server -> server.address().equals("192.0.2.3"));
        assertEquals("192.0.2.3 192.0.2.1 192.0.2.2 192.0.2.4 / 4.4.1", way(search(TestDelivery.to("many.test"), warm, LIMITS)));
    }

    @Test
    void anAddressIsTriedOnce() throws Exception {
        zone.mx("same.test", 10, "a.test").mx("same.test", 20, "a.test");
        assertEquals("192.0.2.1 / 4.4.1", way(TestDelivery.to("same.test")));
    }

    @Test
    void backupIsNotLookedUpBeforeItIsNeeded() throws Exception {
        search(TestDelivery.to("far.test"), plain(), LIMITS).next().get();
        assertEquals(List.of("MX far.test", "A a.test"), zone.questions);
    }

    @Test
    void noServerIsTurnedToWhenTheTimeIsOver() throws Exception {
        SearchLimits none = new SearchLimits(5, 2, Duration.ZERO);
        assertEquals("/ 4.4.1", way(search(TestDelivery.to("far.test"), plain(), none)));
    }

    @Test
    void itineraryNamesServersAndReasons() throws Exception {
        SmtpMailer mailer = MailerOnSockets.mailer(MailerOnSockets.patient(), zone);
        try {
            Itinerary itinerary = mailer.itinerary(TestDelivery.to("far.test:2525:broken.test")).orElseThrow();
            assertEquals(List.of(new Itinerary.Stop("a.test", "192.0.2.1", 2525, "MX 10 of far.test"),
                    new Itinerary.Stop("b.test", "192.0.2.2", 2525, "MX 20 of far.test")), itinerary.stops());
            assertEquals("4.3.5", itinerary.trouble().map(Outcome::status).orElseThrow().toString());
            Outcome noHost = mailer.itinerary(TestDelivery.to("a b")).orElseThrow().trouble().orElseThrow();
            assertEquals("4.3.5", noHost.status().toString());
        } finally {
            mailer.stop();
        }
    }

    @Test
    void addressesOfThisMachineAreItsOwn() throws Exception {
        OwnAddresses own = new OwnAddresses();
        assertTrue(own.contains(InetAddress.getByName("127.0.0.2")));
        assertTrue(own.contains(InetAddress.getByName("::1")));
        assertTrue(!own.contains(InetAddress.getByName("192.0.2.1")));
    }
}
