package org.fingerpost.auth.dovecot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.auth.Exchange;
import org.fingerpost.api.auth.Exchange.Step;
import org.fingerpost.api.mail.ClientHost;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.Protection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DovecotAuthenticatorTest {

    private static final Origin CLIENT = new Origin("ESMTPS", "c", "192.0.2.7", "",
            new ClientHost("", ClientHost.Standing.FAIL, 1234, "198.51.100.1"),
            new Protection("TLSv1.3", "TLS_AES_128_GCM_SHA256", 128, "", "", false, ""));

    @TempDir
    Path folder;
    private FakeDovecot dovecot;
    private DovecotAuthenticator authenticator;

    @BeforeEach
    void start() throws Exception {
        dovecot = new FakeDovecot(folder.resolve("auth"));
        authenticator = new DovecotAuthenticator(new AuthServer(folder.resolve("auth"), Duration.ofSeconds(20)));
        awaitOffer();
    }

    @AfterEach
    void stop() throws Exception {
        authenticator.close();
        dovecot.close();
    }

    private void awaitOffer() throws InterruptedException {
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(40); authenticator.mechanisms().isEmpty(); Thread.sleep(5)) {
            assertTrue(System.nanoTime() < end, "no mechanisms");
        }
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Step respond(Exchange exchange, String octets) throws Exception {
        return exchange.respond(octets(octets)).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void whatDovecotOffersIsOffered() throws Exception {
        assertEquals(Set.of("PLAIN", "SCRAM-SHA-256"), authenticator.mechanisms());
        assertEquals("VERSION\t1\t1", dovecot.heard());
        assertEquals("CPID\t" + ProcessHandle.current().pid(), dovecot.heard());
    }

    @Test
    void anInitialResponseGoesWithTheRequest() throws Exception {
        dovecot.skipHandshake();
        dovecot.answers.add("OK\tID\tuser=joe@example.org\tnologin");
        assertEquals("joe@example.org",
                assertInstanceOf(Step.Authenticated.class,
                        respond(authenticator.begin("PLAIN", CLIENT), "\0joe\0secret")).user());
        assertEquals("AUTH\t1\tPLAIN\tservice=smtp\tsecured\trip=192.0.2.7\tlip=198.51.100.1\tresp=AGpvZQBzZWNyZXQ=",
                dovecot.heard());
    }

    @Test
    void challengesGoToAndFro() throws Exception {
        dovecot.skipHandshake();
        dovecot.answers.addAll(List.of("CONT\tID\t", "CONT\tID\tcj0x", "OK\tID\tuser=j\u0001te\tresp=dj0x"));
        Exchange exchange = authenticator.begin("SCRAM-SHA-256", new Origin("ESMTP", "", "", ""));
        assertArrayEquals(new byte[0], assertInstanceOf(Step.Challenge.class, respond(exchange, "")).octets());
        assertArrayEquals(octets("r=1"), assertInstanceOf(Step.Challenge.class, respond(exchange, "n,,n=joe,r=x")).octets());
        assertInstanceOf(Step.Unavailable.class, respond(exchange, "c=biws"), "a name with a tab is none");
        assertEquals("AUTH\t1\tSCRAM-SHA-256\tservice=smtp", dovecot.heard());
        assertEquals("CONT\t1\tbiwsbj1qb2Uscj14", dovecot.heard());
    }

    @Test
    void refusalsAndTroubleAreTwoThings() throws Exception {
        dovecot.answers.addAll(List.of("FAIL\tID\tuser=joe\treason=wrong password", "FAIL\tID\tuser=joe\ttemp",
                "FAIL\tID\tcode=temp_fail", "OK\tID", "CONT\tID\t!!!"));
        assertEquals(new Step.Refused("wrong password"), respond(authenticator.begin("PLAIN", CLIENT), "x"));
        for (int i = 0; i < 4; i++) {
            assertInstanceOf(Step.Unavailable.class, respond(authenticator.begin("PLAIN", CLIENT), "x"));
        }
    }

    @Test
    void severalAreUnderWayAtOnce() throws Exception {
        dovecot.skipHandshake();
        dovecot.answers.addAll(List.of("", "OK\t2\tuser=second\nOK\t1\tuser=first"));
        var first = authenticator.begin("PLAIN", CLIENT).respond(octets("a"));
        var second = authenticator.begin("PLAIN", CLIENT).respond(octets("b"));
        assertEquals("first", ((Step.Authenticated) first.toCompletableFuture().get(30, TimeUnit.SECONDS)).user());
        assertEquals("second", ((Step.Authenticated) second.toCompletableFuture().get(30, TimeUnit.SECONDS)).user());
    }

    @Test
    void whoGivesUpIsToldToDovecot() throws Exception {
        dovecot.skipHandshake();
        dovecot.answers.add("CONT\tID\t");
        Exchange exchange = authenticator.begin("PLAIN", CLIENT);
        respond(exchange, "");
        exchange.close();
        dovecot.heard();
        assertEquals("CANCEL\t1", dovecot.heard());
    }

    @Test
    void theConnectionIsMadeAnew() throws Exception {
        dovecot.answers.add("");
        var answer = authenticator.begin("PLAIN", CLIENT).respond(octets("a"));
        dovecot.skipHandshake();
        dovecot.heard();
        dovecot.hangUp();
        assertInstanceOf(Step.Unavailable.class, answer.toCompletableFuture().get(30, TimeUnit.SECONDS));
        awaitOffer();
        dovecot.answers.add("OK\tID\tuser=joe");
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);; Thread.sleep(20)) {
            if (respond(authenticator.begin("PLAIN", CLIENT), "x") instanceof Step.Authenticated) {
                break;
            }
            assertTrue(System.nanoTime() < end);
        }
    }

    @Test
    void anotherVersionAndNoSocketOfferNothing() throws Exception {
        authenticator.close();
        assertEquals(Set.of(), authenticator.mechanisms());
        assertInstanceOf(Step.Unavailable.class, respond(authenticator.begin("PLAIN", CLIENT), "x"));
        try (AuthServer absent = new AuthServer(folder.resolve("none"), Duration.ofSeconds(5))) {
            assertInstanceOf(Step.Unavailable.class, absent.ask(1, new Line(List.of("AUTH", "1"))).get(30, TimeUnit.SECONDS));
            assertEquals(Set.of(), absent.mechanisms());
        }
    }
}
