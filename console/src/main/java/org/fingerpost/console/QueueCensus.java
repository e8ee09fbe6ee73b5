package org.fingerpost.console;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fingerpost.api.queue.DestinationState;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.QueueControl.Entry;
import org.fingerpost.api.queue.Standing;

/**
 * Counts what is in the queue, message by message. What it remembers has a bound, however many destinations there are. Of one
 * thread.
 */
final class QueueCensus {

    /** What messages are doing. */
    enum Doing {
        /** Attempts are under way. */
        ACTIVE,
        /** Held by somebody. */
        HELD,
        /** Their turn has come, or comes as soon as a destination has room. */
        READY,
        /** Something could be tried, and all its destinations are down. */
        DOWN,
        /** They wait for the time of their next attempt. */
        WAITING
    }

    /** Messages and octets. */
    record Amount(long messages, long octets) {

        static final Amount NONE = new Amount(0, 0);

        Amount plus(Amount other) {
            return new Amount(messages + other.messages, octets + other.octets);
        }
    }

    /** Names beyond this many are counted under {@link #OTHERS}. */
    private static final int MAX_NAMES = 10_000;
    static final String OTHERS = "(others)";

    static final List<Duration> AGES = List.of(Duration.ofMinutes(5), Duration.ofMinutes(20), Duration.ofHours(1),
            Duration.ofHours(4), Duration.ofHours(12), Duration.ofDays(1), Duration.ofDays(3));
    static final List<Long> SIZES = List.of(1L << 10, 10L << 10, 100L << 10, 1L << 20, 10L << 20);

    private final Instant now;
    private final Map<Doing, Amount> byDoing = new EnumMap<>(Doing.class);
    private final Map<JobRecipient.State, Long> byState = new EnumMap<>(JobRecipient.State.class);
    private final Map<String, Long> byDestination = new HashMap<>();
    private final Map<String, Long> byMailer = new HashMap<>();
    private final long[] byAge = new long[AGES.size() + 1];
    private final long[] bySize = new long[SIZES.size() + 1];
    private List<DestinationState> down = List.of();
    private Amount total = Amount.NONE;
    private Job oldest;

    QueueCensus(Instant now) {
        this.now = now;
    }

    void add(Entry entry) {
        Job job = entry.job();
        Amount one = new Amount(1, job.bodySize());
        total = total.plus(one);
        byDoing.merge(doing(entry.standing()), one, Amount::plus);
        byAge[place(Duration.between(job.arrived(), now), AGES)]++;
        bySize[place(job.bodySize(), SIZES)]++;
        if (oldest == null || job.arrived().isBefore(oldest.arrived())) {
            oldest = job;
        }
        for (JobRecipient recipient : job.recipients()) {
            byState.merge(recipient.state(), 1L, Long::sum);
            if (recipient.isOpen()) {
                count(byDestination, recipient.destination());
                count(byMailer, recipient.via().map(JobRecipient.Via::mailer).orElse(""));
            }
        }
    }

    /** What is known of destinations that cannot be reached. */
    void down(List<DestinationState> states) {
        down = states.stream().filter(QueueCensus::isDown).toList();
    }

    private static boolean isDown(DestinationState state) {
        return state.condition() == DestinationState.Condition.DOWN || state.condition() == DestinationState.Condition.PROBED;
    }

    private Doing doing(Standing standing) {
        if (standing instanceof Standing.Active) {
            return Doing.ACTIVE;
        }
        if (standing instanceof Standing.Held) {
            return Doing.HELD;
        }
        if (standing instanceof Standing.Waiting waiting) {
            return waiting.destinations().stream().allMatch(QueueCensus::isDown) ? Doing.DOWN : Doing.READY;
        }
        return ((Standing.Due) standing).time().isAfter(now) ? Doing.WAITING : Doing.READY;
    }

    private static void count(Map<String, Long> counts, String name) {
        counts.merge(counts.containsKey(name) || counts.size() < MAX_NAMES ? name : OTHERS, 1L, Long::sum);
    }

    /** In which class a value is: the first whose limit it is below. */
    private static <T extends Comparable<T>> int place(T value, List<T> limits) {
        int place = 0;
        while (place < limits.size() && value.compareTo(limits.get(place)) >= 0) {
            place++;
        }
        return place;
    }

    Instant now() {
        return now;
    }

    Amount total() {
        return total;
    }

    Amount of(Doing doing) {
        return byDoing.getOrDefault(doing, Amount.NONE);
    }

    /** Recipients by state, those states only that there are. */
    Map<JobRecipient.State, Long> recipients() {
        return byState;
    }

    /** Messages younger than each of {@link #AGES}, then those that are older. */
    long[] ages() {
        return byAge.clone();
    }

    /** Messages smaller than each of {@link #SIZES}, then those that are larger. */
    long[] sizes() {
        return bySize.clone();
    }

    Optional<Job> oldest() {
        return Optional.ofNullable(oldest);
    }

    List<DestinationState> down() {
        return down;
    }

    /** Open recipients by host, the most frequent first; at most so many hosts. */
    Map<String, Long> destinations(int most) {
        return top(byDestination, most);
    }

    /** Open recipients by mailer. */
    Map<String, Long> mailers(int most) {
        return top(byMailer, most);
    }

    private static Map<String, Long> top(Map<String, Long> counts, int most) {
        Map<String, Long> top = new LinkedHashMap<>();
        new TreeMap<>(counts).entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Long> each) -> -each.getValue())).limit(most)
                .forEach(each -> top.put(each.getKey(), each.getValue()));
        return top;
    }
}
