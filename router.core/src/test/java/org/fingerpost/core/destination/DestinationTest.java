package org.fingerpost.core.destination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.fingerpost.core.settings.QueueConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {

    private final DestinationRegistry registry = new DestinationRegistry();

    private DestinationFile file(String name, Map<String, String> keys) {
        return DestinationFiles.add(registry, name, keys);
    }

    private void queue(Map<String, String> keys) {
        registry.configure(DestinationFiles.config(QueueConfig.class, keys));
    }

    private Duration lifetime(String host, TimeoutClass timeoutClass, QueueTimeouts policy) {
        return registry.of("esmtp", host).lifetime(timeoutClass, policy);
    }

    @Test
    void withoutFilesTheQueueSaysItAll() {
        queue(Map.of("concurrency", "7", "rate", "100/1m", "retry", "2m"));
        DestinationSettings settings = registry.of("esmtp", "any.example");
        assertEquals(7, settings.concurrency());
        assertEquals(Optional.of(new Rate(100, Duration.ofMinutes(1))), settings.rate());
        assertEquals(List.of(Duration.ofMinutes(2)), settings.retry().delays());
        assertEquals(Duration.ofHours(4), settings.warning(TimeoutClass.URGENT, QueueTimeouts.NONE));
        assertEquals(Duration.ofDays(5), settings.lifetime(TimeoutClass.DSN, QueueTimeouts.NONE));
    }

    @Test
    void aFileChangesWhatItSaysAndInheritsTheRest() {
        queue(Map.of("concurrency", "7", "rate", "100/1m"));
        file("slow", Map.of("host", "*.Slow.example", "concurrency", "2", "rate", "none"));
        DestinationSettings slow = registry.of("esmtp", "mail.SLOW.example");
        assertEquals(2, slow.concurrency());
        assertEquals(Optional.empty(), slow.rate());
        assertEquals("destination-slow", slow.name());
        assertEquals(4, slow.retry().delays().size());
        assertEquals(7, registry.of("esmtp", "slow.example").concurrency(), "the domain itself is not below it");
        assertEquals(7, registry.of("esmtp", "notslow.example").concurrency());
        queue(Map.of("retry", "1s"));
        assertEquals(List.of(Duration.ofSeconds(1)), registry.of("esmtp", "mail.slow.example").retry().delays());
    }

    @Test
    void theMostSpecificFileCounts() {
        file("a-any", Map.of("host", "*", "concurrency", "1"));
        file("b-mailer", Map.of("mailer", "esmtp", "concurrency", "2"));
        file("c-short", Map.of("host", "*.example", "concurrency", "3"));
        file("d-long", Map.of("host", "*.far.example", "concurrency", "4"));
        file("e-host", Map.of("host", "mx.far.example", "concurrency", "5"));
        file("f-both", Map.of("host", "mx.far.example", "mailer", "ESMTP", "concurrency", "6"));
        file("g-tie", Map.of("host", "mx.far.example", "mailer", "esmtp", "concurrency", "7"));
        assertEquals(6, registry.of("esmtp", "mx.far.example").concurrency());
        assertEquals(5, registry.of("relay", "mx.far.example").concurrency());
        assertEquals(4, registry.of("esmtp", "my.far.example").concurrency());
        assertEquals(3, registry.of("esmtp", "far.example").concurrency());
        assertEquals(2, registry.of("esmtp", "elsewhere.test").concurrency());
        assertEquals(1, registry.of("local", "").concurrency());
    }

    @Test
    void whatIsForAMailerIsHandedOnUnread() {
        file("smart", Map.of("host", "smart.example", "smtp.tls", " secure ", "smtp.auth.user", "me", "lmtp.x", "1",
                "warn.dsn", "2h", "service.pid", "destination~smart",
                "osgi.ds.satisfying.condition.target", "(x=y)"));
        assertEquals(Map.of("smtp.tls", "secure", "smtp.auth.user", "me"),
                registry.of("relay", "smart.example").of("smtp"));
        assertEquals(Map.of("lmtp.x", "1"), registry.of("relay", "smart.example").of("lmtp"));
        assertEquals(3, registry.of("relay", "smart.example").ofMailers().size(), "the container's are no mailer's");
        assertEquals(Map.of(), registry.of("relay", "other.example").of("smtp"));
    }

    @Test
    void filesComeChangeAndGo() {
        DestinationFile file = file("x", Map.of("host", "x.example", "concurrency", "3"));
        assertEquals(3, registry.of("esmtp", "x.example").concurrency());
        file.modified(DestinationFiles.config(DestinationFile.Config.class,
                Map.of("host", "y.example", "concurrency", "4")), Map.of());
        registry.updatedFile(file);
        assertEquals(20, registry.of("esmtp", "x.example").concurrency());
        assertEquals(4, registry.of("esmtp", "y.example").concurrency());
        registry.removeFile(file);
        assertEquals(20, registry.of("esmtp", "y.example").concurrency());
    }

    @Test
    void aBadValueCostsThatSettingAlone() {
        DestinationFile file = file("x", Map.of("host", "x.example", "concurrency", "3", "return", "soon", "rate", "9/1s"));
        DestinationSettings settings = registry.of("esmtp", "x.example");
        assertEquals(3, settings.concurrency());
        assertEquals(Duration.ofDays(5), settings.lifetime(TimeoutClass.NORMAL, QueueTimeouts.NONE));
        file.modified(DestinationFiles.config(DestinationFile.Config.class,
                Map.of("host", "x.*.example", "concurrency", "0", "rate", "fast")),
                Map.of());
        registry.updatedFile(file);
        settings = registry.of("esmtp", "x.example");
        assertEquals(3, settings.concurrency(), "the last good one");
        assertEquals(Optional.of(new Rate(9, Duration.ofSeconds(1))), settings.rate());
        queue(Map.of("return", "2d", "concurrency", "8"));
        queue(Map.of("return", "later", "concurrency", "many"));
        assertEquals(Duration.ofDays(2), lifetime("elsewhere", TimeoutClass.NORMAL, QueueTimeouts.NONE));
        assertEquals(8, registry.of("esmtp", "elsewhere").concurrency());
    }

    @Test
    void aFileThatNamesNothingSaysNothing() {
        file("example", Map.of());
        file("forgotten", Map.of("concurrency", "1"));
        assertEquals(20, registry.of("esmtp", "x.example").concurrency());
    }

    @Test
    void theDestinationComesBeforeThePolicyAndThePolicyBeforeTheQueue() {
        queue(Map.of("return", "9d", "return.urgent", "8d"));
        file("x", Map.of("host", "x.example", "return.urgent", "1h"));
        file("y", Map.of("host", "y.example", "return", "2h"));
        QueueTimeouts policy = new QueueTimeouts(Timeouts.NONE,
                new Timeouts(Optional.of(Duration.ofDays(3)), Map.of(TimeoutClass.NON_URGENT, Duration.ofDays(7))));
        assertEquals(Duration.ofDays(9), lifetime("far", TimeoutClass.NORMAL, QueueTimeouts.NONE));
        assertEquals(Duration.ofDays(8), lifetime("far", TimeoutClass.URGENT, QueueTimeouts.NONE));
        assertEquals(Duration.ofDays(3), lifetime("far", TimeoutClass.URGENT, policy));
        assertEquals(Duration.ofDays(7), lifetime("far", TimeoutClass.NON_URGENT, policy));
        assertEquals(Duration.ofHours(1), lifetime("x.example", TimeoutClass.URGENT, policy));
        assertEquals(Duration.ofDays(3), lifetime("x.example", TimeoutClass.NORMAL, policy));
        assertEquals(Duration.ofHours(2), lifetime("y.example", TimeoutClass.URGENT, policy));
        assertEquals(Duration.ofHours(4), registry.of("esmtp", "y.example").warning(TimeoutClass.NORMAL, policy));
    }

    @ParameterizedTest
    @CsvSource({"1/1s, 1, PT1S", " 100 / 1m , 100, PT1M", "5/500ms, 5, PT0.5S"})
    void ratesAreANumberAndATime(String text, int attempts, Duration time) {
        assertEquals(new Rate(attempts, time), Rate.parse(text));
        assertEquals(Rate.parse(text), Rate.parse(Rate.parse(text).toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1/", "/1m", "0/1m", "1/0s", "-1/1m", "1/1", "99999999999/1m"})
    void whatIsNoRateIsSaid(String text) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Rate.parse(text));
        assertTrue(e.getMessage().contains("\""), e.getMessage());
    }
}
