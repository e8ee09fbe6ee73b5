package org.fingerpost.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.Hold;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.State;
import org.fingerpost.api.queue.QueueControl;

/** Two jobs: {@code aaaaaa}, which waits, and {@code bbbbbb}, which is being delivered. */
final class FakeQueue implements QueueControl {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    final List<String> done = new ArrayList<>();

    private final List<Entry> entries = List.of(
            new Entry(job("aaaaaa", "joe@x", recipient(0, "ann@y").attempted(NOW.minusSeconds(60), NOW)
                    .withOutcome(Outcome.deferred("4.4.1", "Connection \"refused\""), State.PENDING, NOW.plusSeconds(90)),
                    recipient(1, "caf\u00e9\u001b@y").withState(State.DELIVERED)), false),
            new Entry(job("bbbbbb", "", recipient(0, "bob@z")).withHold(new Hold(NOW, "tef", "")), true));

    private static Job job(String id, String sender, JobRecipient... recipients) {
        Header header = new Header(List.of(HeaderField.of("Subject", "two\n lines")));
        return new Job(new QueueId(id), NOW.minusSeconds(7500), Origin.local("joe"), ReversePath.of(sender), List.of(recipients),
                header,
                1234, false, true);
    }

    private static JobRecipient recipient(int number, String address) {
        return JobRecipient.submitted(number, Recipient.of(address), NOW.plusSeconds(number));
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public Stream<Entry> list() {
        return entries.stream();
    }

    @Override
    public Optional<Entry> show(QueueId id) {
        return entries.stream().filter(e -> e.job().id().equals(id)).findFirst();
    }

    @Override
    public int retry(BiPredicate<Job, JobRecipient> wanted) {
        return (int) entries.stream().flatMap(e -> e.job().pending().filter(r -> wanted.test(e.job(), r))).count();
    }

    @Override
    public boolean hold(QueueId id) {
        return done.add("hold " + id);
    }

    @Override
    public boolean release(QueueId id) {
        return done.add("release " + id);
    }

    @Override
    public boolean remove(QueueId id) {
        return !show(id).orElseThrow().active() && done.add("remove " + id);
    }
}
