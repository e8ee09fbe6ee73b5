package org.fingerpost.filter.dnsbl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.dns.Answer;
import org.fingerpost.api.dns.DnsRecord;
import org.fingerpost.api.dns.MailExchanger;
import org.fingerpost.api.dns.Resolver;
import org.fingerpost.api.filter.FilterSession;
import org.fingerpost.api.filter.Finding;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DnsblFilterTest {

    /** Knows what it was told; anything else is no name. */
    private static final class FakeResolver implements Resolver {
        final Map<String, Answer<DnsRecord>> zone = new ConcurrentHashMap<>();
        final CountDownLatch answers = new CountDownLatch(1);
        volatile boolean hangs;

        FakeResolver has(String name, String type, String value) {
            zone.put(name + " " + type, new Answer.Found<>(name, List.of(new DnsRecord(type, 0, value, Duration.ofHours(1)))));
            return this;
        }

        @Override
        public Answer<DnsRecord> records(String name, String type) {
            if (hangs) {
                try {
                    answers.await(30, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return zone.getOrDefault(name + " " + type, new Answer.NoSuchName<>());
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
            return new Answer.NoSuchName<>();
        }

        @Override
        public List<String> searchList() {
            return List.of();
        }
    }

    private final FakeResolver dns = new FakeResolver();
    private DnsblFilter filter;

    private static DnsblConfig config(String... pairs) {
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        return (DnsblConfig) Proxy.newProxyInstance(DnsblConfig.class.getClassLoader(), new Class<?>[] {DnsblConfig.class},
                (proxy, method, arguments) -> {
                    Object value = values.getOrDefault(method.getName(), method.getDefaultValue());
                    return value instanceof String text && method.getReturnType().isArray() ? new String[] {text} : value;
                });
    }

    private DnsblFilter filter(String... pairs) {
        filter = new DnsblFilter(config(pairs));
        filter.bindResolver(dns);
        return filter;
    }

    @AfterEach
    void close() {
        dns.answers.countDown();
        if (filter != null) {
            filter.close();
        }
    }

    private static Origin client(String address, String user) {
        return new Origin("ESMTP", "c", address, user);
    }

    private static Finding join(CompletionStage<Finding> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private String judge(String address, String user) throws Exception {
        FilterSession session = filter.begin(client(address, ""));
        assertSame(Finding.PASS, session.connect());
        assertSame(Finding.PASS, session.mail(client(address, user), ReversePath.of("a@b")));
        Finding finding = join(session.rcpt(Recipient.of("c@d")));
        return finding instanceof Finding.Refuse refusal ? refusal.verdict().toString() : "passes";
    }

    @Test
    void aListedClientIsToldByWhomAndWhy() throws Exception {
        dns.has("9.113.0.203.bl.example", "A", "127.0.0.2").has("9.113.0.203.bl.example", "TXT", "see https://bl.example/\r\n");
        filter("lists", "bl.example");
        assertEquals("554 5.7.1 Client [203.0.113.9] is listed by bl.example; see https://bl.example/??",
                judge("203.0.113.9", ""));
        assertEquals("passes", judge("203.0.113.10", ""));
        filter.configure(config("lists", "bl.example", "reply", "Go away, {address} of {list}"));
        assertEquals("554 5.7.1 Go away, 203.0.113.9 of bl.example", judge("203.0.113.9", ""));
    }

    @Test
    void authenticatedUsersAndExemptNetworksPass() throws Exception {
        dns.has("9.113.0.203.bl.example", "A", "127.0.0.2");
        filter("lists", "bl.example");
        assertEquals("passes", judge("203.0.113.9", "tef"));
        filter.configure(config("lists", "bl.example", "exempt", "203.0.113.0/24"));
        assertSame(FilterSession.INDIFFERENT, filter.begin(client("203.0.113.9", "")));
    }

    @Test
    void weightsAreAddedUp() throws Exception {
        dns.has("9.113.0.203.a.example", "A", "127.0.0.4").has("9.113.0.203.b.example", "A", "127.0.0.2")
                .has("9.113.0.203.allow.example", "A", "127.0.5.2");
        filter("lists", "a.example=127.0.0.[2..11]*2, b.example*2", "threshold", "3");
        assertTrue(judge("203.0.113.9", "").startsWith("554 5.7.1 Client [203.0.113.9] is listed by a.example"));
        filter.configure(config("lists", "a.example=127.0.0.[2..3]*2, b.example*2", "threshold", "3"));
        assertEquals("passes", judge("203.0.113.9", ""));
        filter.configure(config("lists", "a.example*2 b.example*2 allow.example=127.0.[0..20].[1..3]*-2", "threshold", "3"));
        assertEquals("passes", judge("203.0.113.9", ""));
    }

    @Test
    void addressesOfVersion6AreAskedForByTheNibble() throws Exception {
        dns.has("1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.bl.example", "A", "127.0.0.2");
        filter("lists", "bl.example");
        assertTrue(judge("2001:db8::1", "").startsWith("554"));
    }

    @Test
    void whoDoesNotKnowHasListedNobody() throws Exception {
        dns.zone.put("9.113.0.203.bl.example A", new Answer.Temporary<>("no answer"));
        filter("lists", "bl.example");
        assertEquals("passes", judge("203.0.113.9", ""));
        dns.hangs = true;
        filter.configure(config("lists", "bl.example", "timeout", "10ms"));
        assertEquals("passes", judge("203.0.113.9", ""));
    }

    @Test
    void withoutListsItHasNothingToSay() {
        filter();
        assertSame(FilterSession.INDIFFERENT, filter.begin(client("203.0.113.9", "")));
    }

    @Test
    void aBadSettingLeavesTheLastGoodOne() throws Exception {
        dns.has("9.113.0.203.bl.example", "A", "127.0.0.2");
        filter("lists", "bl.example");
        filter.configure(config("lists", "bl.example=127.0.0", "threshold", "0"));
        assertTrue(judge("203.0.113.9", "").startsWith("554"));
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.2, 127.0.0.2, true",
        "127.0.0.2, 127.0.0.3, false",
        "127.0.0.[2;4..6], 127.0.0.4, true",
        "127.0.0.[2;4..6], 127.0.0.3, false",
        "127.0.[0..255].[1..3], 127.0.15.2, true",
        "127.0.[0..255].[1..3], 127.0.15.0, false",
    })
    void codes(String codes, String answer, boolean meant) {
        assertEquals(meant, Codes.parse(codes).mean(answer));
    }

    @Test
    void whatSaysThatTheQuestionWasWrongListsNobody() {
        assertTrue(Codes.ANY.mean("127.0.0.2"));
        assertEquals(false, Codes.ANY.mean("127.255.255.254"));
        assertEquals(false, Codes.ANY.mean("198.51.100.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0", "127.0.0.256", "127.0.0.[5..2]", "127.0.0.[]", "127.0.0.2.", "127.0.0.[2", "x", "",
        "127.0.0.2.3", "127..0.2", "127.0.0.[2.3]"})
    void badCodes(String codes) {
        assertThrows(IllegalArgumentException.class, () -> Codes.parse(codes));
        assertThrows(IllegalArgumentException.class, () -> Listing.parseAll("bl.example=" + codes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-x", "bl.example*", "bl.example*x", "=127.0.0.2", "bl example!"})
    void badLists(String list) {
        assertThrows(IllegalArgumentException.class, () -> Listing.parseAll(list));
    }
}
