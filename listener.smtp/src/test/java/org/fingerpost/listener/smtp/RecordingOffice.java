package org.fingerpost.listener.smtp;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.fingerpost.api.filter.FilterSession;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.submit.Admission;
import org.fingerpost.api.submit.Content;
import org.fingerpost.api.submit.Expansion;
import org.fingerpost.api.submit.Offers;
import org.fingerpost.api.submit.PostOffice;
import org.fingerpost.api.submit.SubmissionException;
import org.fingerpost.api.submit.Transaction;
import org.fingerpost.api.submit.Verdict;

/** A post office that takes everything unless it is told otherwise, and writes down what it is asked. */
final class RecordingOffice implements PostOffice {

    static final Verdict QUEUED = Verdict.of(250, "2.0.0", "queued as Q00001");

    /** Each step in order: {@code mail <a@b> {}}, {@code content …}, {@code commit}, {@code close}. */
    final List<String> log = Collections.synchronizedList(new ArrayList<>());
    /** Contents that were committed with an accepted verdict. */
    final List<String> accepted = Collections.synchronizedList(new ArrayList<>());
    /** Of the last transaction. */
    volatile Origin origin;
    /** What to say at a step ({@code mail}, {@code rcpt <a@b>}, {@code content}, {@code commit}, {@code verify}). */
    final Map<String, Verdict> verdicts = new HashMap<>();
    /** Steps that throw. */
    final Set<String> throwing = new HashSet<>();
    FilterSession filters = FilterSession.INDIFFERENT;
    /** Run before octets are taken. */
    Callable<?> beforeWrite = () -> null;
    long maxBytes;
    boolean receipts = true;
    Offers offers = new Offers(10_000, Duration.ofDays(30), Optional.of(Duration.ZERO), true, true, true, true);
    List<String> members = List.of("<a@mx.example>", "<\"|prog x\">");
    String hostName = "mx.example";
    /** What rule set srv_features says. */
    String features = "";
    Supplier<CompletionStage<Verdict>> commits =
            () -> CompletableFuture.completedFuture(verdicts.getOrDefault("commit", QUEUED));

    private void step(String step) {
        if (throwing.contains(step)) {
            throw new IllegalStateException("told to throw at " + step);
        }
    }

    private static Verdict ok() {
        return Verdict.of(250, "2.1.0", "fine");
    }

    @Override
    public String hostName() {
        step("hostName");
        return hostName;
    }

    @Override
    public long maxMessageBytes() {
        return maxBytes;
    }

    @Override
    public boolean offersReceipts() {
        return receipts;
    }

    @Override
    public Offers offers(Origin origin) {
        step("offers");
        return offers;
    }

    @Override
    public Admission admit(Origin origin) {
        step("admit");
        Verdict verdict = verdicts.getOrDefault("admit", Admission.GRANTED.verdict());
        return new Admission(verdict, false, Optional.empty(), Map.of(), false, Optional.empty(), features).with(filters);
    }

    @Override
    public Transaction begin(Origin origin, Admission admission) {
        step("begin");
        this.origin = origin;
        log.add("begin " + origin.protocol() + " " + origin.name() + " [" + origin.address() + "]"
                + (origin.user().isEmpty() ? "" : " " + origin.user()));
        return new RecordingTransaction();
    }

    @Override
    public Verdict verify(Origin origin, String address) {
        step("verify");
        log.add("verify " + address);
        return verdicts.getOrDefault("verify", Verdict.of(252, "2.0.0", "perhaps"));
    }

    @Override
    public Expansion expand(Origin origin, String name) {
        step("expand");
        log.add("expand " + name);
        Verdict verdict = verdicts.getOrDefault("expand", Verdict.of(250, "2.1.5", "so it is"));
        return verdict.isAccepted() ? new Expansion(verdict, members) : Expansion.refused(verdict);
    }

    @Override
    public Verdict turn(Origin origin, String node) {
        step("turn");
        log.add("turn " + node);
        return verdicts.getOrDefault("turn", Verdict.of(250, "2.0.0", "queuing for node " + node + " started"));
    }

    private final class RecordingTransaction implements Transaction {

        private int recipients;

        @Override
        public Verdict mail(ReversePath sender) {
            log.add("mail " + sender + " " + new TreeMap<>(sender.parameters()));
            step("mail");
            return verdicts.getOrDefault("mail", ok());
        }

        @Override
        public Verdict rcpt(Recipient recipient) {
            log.add("rcpt " + recipient + (recipient.parameters().isEmpty() ? "" : " " + new TreeMap<>(recipient.parameters())));
            step("rcpt");
            Verdict verdict = verdicts.getOrDefault("rcpt " + recipient, ok());
            recipients += verdict.isAccepted() ? 1 : 0;
            return verdict;
        }

        @Override
        public void withdraw() {
            log.add("withdraw");
            recipients--;
        }

        @Override
        public int recipients() {
            return recipients;
        }

        @Override
        public void recipientsFromHeader(Map<String, String> parameters) {
            log.add("recipientsFromHeader");
        }

        @Override
        public Content content() throws SubmissionException {
            step("content");
            if (verdicts.containsKey("content")) {
                throw new SubmissionException(verdicts.get("content"));
            }
            return new RecordingContent();
        }

        @Override
        public void close() {
            log.add("close");
            step("close");
        }
    }

    private final class RecordingContent implements Content {

        private final StringBuilder text = new StringBuilder();

        @Override
        public QueueId id() {
            return new QueueId("Q00001");
        }

        @Override
        public void write(byte[] octets, int offset, int length) {
            step("write");
            try {
                beforeWrite.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            text.append(new String(octets, offset, length, StandardCharsets.ISO_8859_1));
        }

        @Override
        public CompletionStage<Verdict> commit() {
            log.add("content " + text);
            log.add("commit");
            step("commit");
            return throwing.contains("stage") ? CompletableFuture.failedFuture(new IllegalStateException("told to fail"))
                    : commits.get().thenApply(this::note);
        }

        private Verdict note(Verdict verdict) {
            if (verdict != null && verdict.isAccepted()) {
                accepted.add(text.toString());
            }
            return verdict;
        }
    }
}
