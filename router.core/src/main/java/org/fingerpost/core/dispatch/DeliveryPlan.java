package org.fingerpost.core.dispatch;

import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.queue.Job;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.rewrite.Trace;
import org.fingerpost.core.route.Destinations;
import org.fingerpost.core.services.Services;

/** What mailers would get for a job if it were tried now, made as for an attempt; nothing is delivered. */
public final class DeliveryPlan {

    private static final Body EMPTY = new Body() {
        @Override
        public long size() {
            return 0;
        }

        @Override
        public InputStream open() {
            return InputStream.nullInputStream();
        }
    };

    private DeliveryPlan() {
    }

    /**
     * One delivery for each batch, in the order in which they would be attempted.
     *
     * @param postponed recipients of {@code job} that wait
     * @param trace     for each delivery, hears how addresses are rewritten for its mailer; the number of the delivery counts from 0
     */
    public static List<Delivery> of(Generation generation, Services services, Job job, Set<Integer> postponed, Destinations destinations,
            Function<Integer, Trace> trace) {
        Batches batches = new Batches(generation, destinations);
        job.pending().filter(recipient -> !postponed.contains(recipient.number())).forEach(batches::add);
        List<Batch> made = batches.batches();
        return IntStream.range(0, made.size()).<Delivery>mapToObj(i ->
                new DeliveryComposer(generation, services, trace.apply(i)).compose(job, made.get(i), EMPTY)).toList();
    }
}
