package org.fingerpost.core.dispatch;

import java.io.InputStream;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.core.check.CompatibilityCheck;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.MessageMacros;
import org.fingerpost.core.policy.PolicySurroundings;
import org.fingerpost.core.rewrite.Trace;
import org.fingerpost.core.route.Destinations;
import org.fingerpost.core.services.Services;

/** What mailers would get for a job if it were tried now, made as for an attempt; nothing is delivered, nothing logged. */
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

    /** Hears of what is planned, each right after the trace has heard how it came about. */
    public interface Listener {

        /** @param outcome if no mailer is to be called for this recipient */
        void placed(JobRecipient recipient, Optional<Outcome> outcome);

        /** One delivery for each batch, in the order in which they would be attempted. */
        void planned(Delivery delivery);
    }

    private final Generation generation;
    private final Services services;
    private final Trace trace;

    /** @param trace hears what {@code check_compat} does and how addresses are rewritten for mailers */
    public DeliveryPlan(Generation generation, Services services, Trace trace) {
        this.generation = generation;
        this.services = services;
        this.trace = trace;
    }

    /** @param postponed recipients of {@code job} that wait */
    public void make(Job job, Set<Integer> postponed, Destinations destinations, Listener listener) {
        PolicySurroundings surroundings =
                new PolicySurroundings(generation, MessageMacros.of(generation.policy(), job).nested(), services, trace);
        Batches batches = new Batches(job, generation, destinations, new CompatibilityCheck(job, surroundings,
                (id, event, pairs) -> { }), new Identities(generation.policy(), services));
        job.pending().filter(recipient -> !postponed.contains(recipient.number())).forEach(recipient -> {
            batches.add(recipient);
            listener.placed(recipient, Optional.ofNullable(batches.decided().get(recipient)));
        });
        for (Batch batch : batches.batches()) {
            listener.planned(new DeliveryComposer(generation, services, trace, Clock.fixed(job.arrived(), ZoneOffset.UTC))
                    .compose(job, batch, EMPTY));
        }
    }
}
