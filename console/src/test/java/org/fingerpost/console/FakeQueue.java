package org.fingerpost.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.DestinationState;
import org.fingerpost.api.queue.Hold;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.State;
import org.fingerpost.api.queue.JobRecipient.Target;
import org.fingerpost.api.queue.JobRecipient.Via;
import org.fingerpost.api.queue.QueueControl;
import org.fingerpost.api.queue.Selector;
import org.fingerpost.api.queue.Standing;

/**
 * Four jobs: {@code aaaaaa} waits for its time, {@code bbbbbb} is being delivered, {@code cccccc} is held, {@code dddddd} waits
 * for a host.
 */
final class FakeQueue implements QueueControl {

    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    static final DestinationState DOWN = new DestinationState(new Via("esmtp", "mx.down"),
            DestinationState.Condition.DOWN, 0, 20, 7, Optional.of(NOW.minusSeconds(600)), Optional.of(NOW.plusSeconds(60)),
            Optional.of(Outcome.deferred("4.4.1", "no answer")));

    final List<String> done = new ArrayList<>();
    boolean complete = true;

    private final List<Entry> entries = List.of(
            new Entry(job("aaaaaa", "joe@x", recipient(0, "ann@y").withVia(new Via("esmtp", "mx.y"))
                    .attempted(NOW.minusSeconds(60), NOW)
                    .withOutcome(Outcome.deferred("4.4.1", "Connection \"refused\""), State.PENDING, NOW.plusSeconds(90)),
                    recipient(1, "caf\u00e9\u001b@y").withState(State.DELIVERED)), new Standing.Due(NOW.plusSeconds(90)), 31234),
            new Entry(job("bbbbbb", "", recipient(0, "bob@z")), new Standing.Active(), 0),
            new Entry(job("cccccc", "joe@x", recipient(0, "list"),
                    recipient(0, "x").child(1, new Target.ToAddress("carl@y"), NOW))
                    .withHold(new Hold(NOW.minusSeconds(30), "tef", "looks odd")), new Standing.Held(), 0),
            new Entry(job("dddddd", "joe@x", recipient(0, "dan@y").withVia(DOWN.way())),
                    new Standing.Waiting(List.of(DOWN), Optional.empty()), 0));

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
    public boolean isComplete() {
        return complete;
    }

    @Override
    public Stream<Entry> list(Selector which) {
        return entries.stream().filter(entry -> which.matches(entry.job()));
    }

    @Override
    public Optional<Entry> show(QueueId id) {
        return entries.stream().filter(e -> e.job().id().equals(id)).findFirst();
    }

    @Override
    public List<DestinationState> destinations(int atMost) {
        return List.of(DOWN);
    }

    @Override
    public Tally hold(Selector which, Order order) {
        return all("hold", which, order);
    }

    @Override
    public Tally release(Selector which, Order order) {
        return all("release", which, order);
    }

    @Override
    public Tally retry(Selector which, Order order) {
        return all("retry", which, order);
    }

    @Override
    public Tally requeue(Selector which, Order order) {
        return all("requeue", which, order);
    }

    @Override
    public Tally remove(Selector which, Order order) {
        return all("remove", which, order);
    }

    private Tally all(String verb, Selector which, Order order) {
        List<Entry> meant = list(which).toList();
        List<Entry> changed = meant.stream().filter(entry -> !entry.active()).toList();
        changed.forEach(entry -> done.add(verb + " " + entry.job().id() + " by " + order.by() + " " + order.reason()));
        int recipients = changed.stream().mapToInt(entry -> which.recipients(entry.job()).size()).sum();
        return new Tally(entries.size(), meant.size(), changed.size(), meant.size() - changed.size(), 0, recipients);
    }
}
