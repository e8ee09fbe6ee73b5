package org.fingerpost.mailer.smtp;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.dns.Resolver;
import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A mailer on real sockets, for tests; stopped after each. */
@Timeout(60)
abstract class MailerOnSockets {

    static final Duration LONG = Duration.ofSeconds(30);
    static final Duration SHORT = Duration.ofMillis(150);
    static final SearchLimits SEARCH = new SearchLimits(5, 2, LONG);

    /** As by default. */
    static final Reuse REUSE = new Reuse(Duration.ofSeconds(5), Duration.ofMinutes(5), 500, 200, 20);

    SmtpMailer mailer = mailer(patient());

    @AfterEach
    void stop() {
        mailer.stop();
    }

    static Timeouts patient() {
        return new Timeouts(LONG, LONG, LONG, LONG, LONG, LONG, LONG, LONG);
    }

    static SmtpMailer mailer(Timeouts timeouts) {
        return mailer(timeouts, 1000, 1000);
    }

    static SmtpMailer mailer(Timeouts timeouts, int perHost, int waiting) {
        return mailer(new Settings(timeouts, 1000, perHost, waiting, 2, REUSE, SEARCH, List.of()), new Zone());
    }

    static SmtpMailer mailer(Timeouts timeouts, Resolver names) {
        return mailer(new Settings(timeouts, 10, 10, 10, 1, REUSE, SEARCH, List.of()), names);
    }

    static SmtpMailer mailer(Reuse reuse) {
        return mailer(new Settings(patient(), 1000, 1000, 1000, 2, reuse, SEARCH, List.of()), new Zone());
    }

    static SmtpMailer mailer(Settings settings, Resolver names) {
        SmtpMailer mailer = new SmtpMailer(settings, LONG);
        mailer.setResolver(names);
        return mailer;
    }

    void use(SmtpMailer other) {
        mailer.stop();
        mailer = other;
    }

    CompletableFuture<List<Outcome>> begin(Delivery delivery) {
        return mailer.deliver(delivery).toCompletableFuture();
    }

    List<Outcome> deliver(Delivery delivery) throws Exception {
        return begin(delivery).get(30, TimeUnit.SECONDS);
    }

    static String status(List<Outcome> outcomes) {
        return String.join(" ", outcomes.stream().map(outcome -> outcome.status().toString()).toList());
    }

    static void await(CountDownLatch latch) throws InterruptedException {
        assertTrue(latch.await(30, TimeUnit.SECONDS));
    }

    List<CompletableFuture<List<Outcome>>> beginMany(int count, String host) {
        List<CompletableFuture<List<Outcome>>> results = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            results.add(begin(TestDelivery.to(host)));
        }
        return results;
    }

    static List<Thread> mailerThreads() {
        return Thread.getAllStackTraces().keySet().stream().filter(t -> t.getName().startsWith("mailer.smtp-")).toList();
    }
}
