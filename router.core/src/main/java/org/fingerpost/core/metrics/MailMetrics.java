package org.fingerpost.core.metrics;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.metrics.Counter;
import org.fingerpost.api.metrics.Family;
import org.fingerpost.api.metrics.Gauge;
import org.fingerpost.api.metrics.Histogram;
import org.fingerpost.api.metrics.Metrics;
import org.fingerpost.api.metrics.Metrics.Unit;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.QueueLoad;

/** What the router counts of mail: for the whole process, as its log is. Any thread. */
public final class MailMetrics {

    /** Where all of it is registered. */
    static final MetricRegistry REGISTRY = new MetricRegistry();

    private static final Family<Counter> EVENTS = REGISTRY.counters("fingerpost_events_total", "Lines of the mail log.", "event");
    /** Those of the log that are known by name: no look-up of a family for each. */
    private static final Map<String, Counter> KNOWN_EVENTS = Stream.of("accepted", "expanded", "attempt", "delivered", "deferred",
            "failed", "returned", "delayed", "held", "released", "hastened", "requeued", "removed", "receipt",
            "unreported", "refused", "discard", "quarantine", "discarded")
            .collect(Collectors.toMap(Function.identity(), EVENTS::with));
    private static final Counter RECIPIENTS = REGISTRY.counter("fingerpost_accepted_recipients_total",
            "Recipients of messages that were taken.");
    private static final Counter EXPANDED = REGISTRY.counter("fingerpost_expanded_recipients_total",
            "Recipients that aliases and lists made.");
    private static final Histogram SIZE = REGISTRY.histogram("fingerpost_message_bytes",
            "Sizes of the bodies of messages that were taken.", Unit.BYTES);
    private static final Histogram COMMIT = REGISTRY.histogram("fingerpost_commit_seconds",
            "From the end of a message until it is on stable storage.", Unit.SECONDS);
    private static final Histogram DELIVERY = REGISTRY.histogram("fingerpost_delivery_seconds",
            "From the acceptance of a message until a recipient has it.", Unit.SECONDS);
    private static final Family<Histogram> ATTEMPTS = REGISTRY.histograms("fingerpost_attempt_seconds",
            "How long the attempts of a mailer take.", Unit.SECONDS, "mailer");
    private static final Family<Counter> OUTCOMES = REGISTRY.counters("fingerpost_outcomes_total",
            "What attempts came to, by recipient.", "mailer", "outcome");
    private static final Gauge QUEUED = REGISTRY.gauge("fingerpost_queue_messages", "Messages in the queue.");
    private static final Gauge ACTIVE = REGISTRY.gauge("fingerpost_queue_active_messages", "Messages that are being worked on.");

    private static final Gauge LOAD = REGISTRY.gauge("fingerpost_load_level",
            "0: normal, 1: first attempts wait, 2: new mail is refused.");
    private static final Counter LOAD_REFUSALS = REGISTRY.counter("fingerpost_load_refusals_total",
            "Clients and messages that were refused because there was too much to do.");

    private static final ConcurrentMap<String, OfMailer> MAILERS = new ConcurrentHashMap<>();

    /** The numbers of one mailer, looked up once. */
    private record OfMailer(Histogram attempts, Counter delivered, Counter deferred, Counter failed) {

        static OfMailer named(String name) {
            return new OfMailer(ATTEMPTS.with(name), OUTCOMES.with(name, "delivered"), OUTCOMES.with(name, "deferred"),
                    OUTCOMES.with(name, "failed"));
        }

        Counter of(Outcome outcome) {
            return outcome instanceof Outcome.Delivered ? delivered : outcome instanceof Outcome.Deferred ? deferred : failed;
        }
    }

    private MailMetrics() {
    }

    /** The mail log has a line. */
    public static void event(String event) {
        Counter known = KNOWN_EVENTS.get(event);
        (known != null ? known : EVENTS.with(event)).increment();
    }

    /** A message is in the queue. @param nanos from its end until it was on stable storage */
    public static void accepted(Job job, long nanos) {
        RECIPIENTS.add(job.recipients().size());
        SIZE.record(job.bodySize());
        COMMIT.record(nanos);
    }

    /** Aliases made so many recipients. */
    public static void expanded(int recipients) {
        EXPANDED.add(recipients);
    }

    /** An attempt of a mailer definition has ended. */
    public static void attempted(String mailer, long nanos) {
        mailer(mailer).attempts().record(nanos);
    }

    /** What an attempt came to for one recipient. @param age of the message */
    public static void outcome(String mailer, Outcome outcome, Duration age) {
        mailer(mailer).of(outcome).increment();
        if (outcome instanceof Outcome.Delivered) {
            DELIVERY.record(age.toNanos());
        }
    }

    private static OfMailer mailer(String name) {
        OfMailer known = MAILERS.get(name);
        if (known != null) {
            return known;
        }
        // Policies come and go; what they name beyond the bound is counted as one.
        return MAILERS.size() < Metrics.MAX_COMBINATIONS / 4 ? MAILERS.computeIfAbsent(name, OfMailer::named)
                : MAILERS.computeIfAbsent(MetricFamily.OTHER, OfMailer::named);
    }

    /** What is done about the load has been decided. */
    public static void load(QueueLoad.Level level) {
        LOAD.set(level.ordinal());
    }

    /** A client or a message was refused because there was too much to do. */
    public static void refusedForLoad() {
        LOAD_REFUSALS.increment();
    }

    /** Asked whenever the numbers are read. */
    public static void watchQueue(IntSupplier messages, IntSupplier active) {
        REGISTRY.beforeReading(() -> {
            QUEUED.set(messages.getAsInt());
            ACTIVE.set(active.getAsInt());
        });
    }
}
