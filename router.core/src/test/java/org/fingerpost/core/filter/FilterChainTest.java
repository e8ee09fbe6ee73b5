package org.fingerpost.core.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.filter.FilterSession;
import org.fingerpost.api.filter.Finding;
import org.fingerpost.api.filter.IncomingMessage;
import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.submit.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FilterChainTest {

    private static final Origin CLIENT = new Origin("ESMTP", "c", "192.0.2.1", "");
    private static final Finding SPAM = new Finding.Refuse(Verdict.of(554, "5.7.1", "spam"));
    private static final Finding UNJUDGED = new Finding.Refuse(FilterChain.UNJUDGED);
    private static final IncomingMessage MESSAGE = new IncomingMessage(new QueueId("JOB00001"), Header.EMPTY, null);

    private final Filters filters = new Filters();
    private final List<String> asked = new ArrayList<>();

    @AfterEach
    void close() {
        filters.close();
    }

    /** Says at each step what is in the map, and nothing against the others. */
    private final class Scripted implements FilterSession {
        final String name;
        final Map<String, CompletionStage<Finding>> findings;

        Scripted(String name, Map<String, CompletionStage<Finding>> findings) {
            this.name = name;
            this.findings = findings;
        }

        private CompletionStage<Finding> step(String step) {
            asked.add(name + " " + step);
            if (findings.containsKey(step)) {
                return findings.get(step);
            }
            return Finding.PASS;
        }

        @Override
        public CompletionStage<Finding> connect() {
            return step("connect");
        }

        @Override
        public CompletionStage<Finding> mail(Origin client, ReversePath sender) {
            return step("mail");
        }

        @Override
        public CompletionStage<Finding> rcpt(Recipient recipient) {
            return step("rcpt");
        }

        @Override
        public CompletionStage<Finding> message(IncomingMessage message) {
            return step("message");
        }

        @Override
        public void reset() {
            asked.add(name + " reset");
        }

        @Override
        public void close() {
            asked.add(name + " close");
        }
    }

    private void add(String name, int ranking, Map<String, CompletionStage<Finding>> findings) {
        filters.add(name, ranking, client -> new Scripted(name, findings));
    }

    private static CompletionStage<Finding> now(Finding finding) {
        return FilterSession.now(finding);
    }

    private static Finding join(CompletionStage<Finding> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private void configure(String... pairs) {
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        filters.configure((FilterConfig) Proxy.newProxyInstance(FilterConfig.class.getClassLoader(),
                new Class<?>[] {FilterConfig.class}, (proxy, method, arguments) -> {
                    Object value = values.getOrDefault(method.getName(), method.getDefaultValue());
                    return value instanceof String text && method.getReturnType().isArray() ? new String[] {text} : value;
                }));
    }

    private Finding mail(FilterSession session) throws Exception {
        return join(session.mail(CLIENT, ReversePath.of("a@b")));
    }

    @Test
    void withoutFiltersNothingIsAsked() {
        assertSame(FilterSession.INDIFFERENT, filters.begin(CLIENT));
        filters.add("absent", 0, client -> FilterSession.INDIFFERENT);
        assertSame(FilterSession.INDIFFERENT, filters.begin(CLIENT));
    }

    @Test
    void theHighestRankingIsAskedFirstAndARefusalEndsTheStep() throws Exception {
        add("low", 1, Map.of());
        add("high", 9, Map.of("rcpt", now(SPAM)));
        FilterSession session = filters.begin(CLIENT);
        assertEquals(Finding.CONTINUE, mail(session));
        assertEquals(SPAM, join(session.rcpt(Recipient.of("c@d"))));
        session.reset();
        session.close();
        assertEquals(List.of("high mail", "low mail", "high rcpt", "high reset", "low reset", "high close", "low close"), asked);
    }

    @Test
    void ofTwoWithOneNameTheHigherRankingIsUsed() throws Exception {
        add("one", 1, Map.of("mail", now(SPAM)));
        add("ONE", 9, Map.of());
        assertEquals(Finding.CONTINUE, mail(filters.begin(CLIENT)));
    }

    @Test
    void noThreadWaitsForAFilter() throws Exception {
        CompletableFuture<Finding> slow = new CompletableFuture<>();
        add("slow", 9, Map.of("mail", slow));
        add("next", 1, Map.of("mail", now(SPAM)));
        CompletionStage<Finding> said = filters.begin(CLIENT).mail(CLIENT, ReversePath.of("a@b"));
        assertEquals(List.of("slow mail"), asked);
        slow.complete(Finding.CONTINUE);
        assertEquals(SPAM, join(said));
    }

    @Test
    void aFilterThatThrowsOrSaysNothingIsATemporaryRefusalOfMail() throws Exception {
        add("broken", 1, Map.of("connect", CompletableFuture.failedFuture(new IllegalStateException("broken"))));
        FilterSession session = filters.begin(CLIENT);
        assertEquals(Finding.CONTINUE, join(session.connect()), "no message, nothing to refuse");
        assertEquals(UNJUDGED, mail(session));
        assertEquals(UNJUDGED, join(session.message(MESSAGE)));
        assertEquals(List.of("broken connect", "broken close"), asked);
    }

    @Test
    void oneThatIsTooSlowHasFailed() throws Exception {
        configure("timeout", "10ms");
        add("slow", 1, Map.of("mail", new CompletableFuture<>()));
        assertEquals(UNJUDGED, mail(filters.begin(CLIENT)));
    }

    @Test
    void oneThatFailsMayBePassedOver() throws Exception {
        configure("failure", "accept");
        filters.add("thrower", 9, client -> {
            throw new IllegalStateException("no");
        });
        filters.add("nobody", 8, client -> null);
        add("nothing", 7, Collections.singletonMap("mail", null));
        add("last", 1, Map.of("rcpt", now(SPAM)));
        FilterSession session = filters.begin(CLIENT);
        assertEquals(Finding.CONTINUE, mail(session));
        assertEquals(SPAM, join(session.rcpt(Recipient.of("c@d"))));
    }

    @Test
    void nothingIsTakenWithoutOneThatIsRequired() throws Exception {
        configure("required", "Virus, other");
        add("other", 1, Map.of());
        FilterSession session = filters.begin(CLIENT);
        assertEquals(UNJUDGED, mail(session));
        add("virus", 1, Map.of());
        assertEquals(Finding.CONTINUE, mail(filters.begin(CLIENT)));
    }

    @Test
    void whatIsDecidedEarlyIsSaidOfTheMessage() throws Exception {
        add("one", 9, Map.of("rcpt", now(new Finding.Quarantine("odd")), "message",
                now(new Finding.Continue(List.of(HeaderField.of("X-A", "1"))))));
        FilterSession session = filters.begin(CLIENT);
        mail(session);
        assertEquals(Finding.CONTINUE, join(session.rcpt(Recipient.of("c@d"))));
        assertEquals(new Finding.Quarantine("odd"), join(session.message(MESSAGE)));
        session.reset();
        mail(session);
        assertEquals(new Finding.Continue(List.of(HeaderField.of("X-A", "1"))), join(session.message(MESSAGE)));
    }

    @Test
    void aSessionThatIsDiscardedIsDiscardedMessageByMessage() throws Exception {
        add("one", 9, Map.of("connect", now(new Finding.Discard())));
        FilterSession session = filters.begin(CLIENT);
        join(session.connect());
        for (int i = 0; i < 2; i++) {
            mail(session);
            assertEquals(new Finding.Discard(), join(session.message(MESSAGE)));
            session.reset();
        }
    }

    @Test
    void fieldsOfAllAreAdded() throws Exception {
        add("one", 9, Map.of("message", now(new Finding.Continue(List.of(HeaderField.of("X-A", "1"))))));
        add("two", 8, Map.of("message", now(new Finding.Continue(List.of(HeaderField.of("X-B", "2"))))));
        FilterSession session = filters.begin(CLIENT);
        mail(session);
        assertEquals(new Finding.Continue(List.of(HeaderField.of("X-A", "1"), HeaderField.of("X-B", "2"))),
                join(session.message(MESSAGE)));
    }
}
