package org.fingerpost.core.control;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.Itinerary;
import org.fingerpost.api.mailer.Mailer;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.rewrite.Route;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.core.alias.AliasExpander;
import org.fingerpost.core.alias.AliasExpander.Expansion;
import org.fingerpost.core.control.Explanation.Asked;
import org.fingerpost.core.control.Explanation.Planned;
import org.fingerpost.core.control.Explanation.Visit;
import org.fingerpost.core.dispatch.DeliveryPlan;
import org.fingerpost.core.forward.ForwardFiles;
import org.fingerpost.core.forward.Forwarding;
import org.fingerpost.core.log.Printable;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.MessageMacros;
import org.fingerpost.core.policy.PolicySurroundings;
import org.fingerpost.core.rewrite.Trace;
import org.fingerpost.core.route.Destination;
import org.fingerpost.core.route.Destinations;
import org.fingerpost.core.route.Resolver;
import org.fingerpost.core.services.Provided;
import org.fingerpost.core.services.Services;
import org.fingerpost.core.submit.Rehearsal;
import org.fingerpost.core.submit.RelayPermission;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a message that does not exist the way that mail goes, by the code that sends mail, up to the mailers; and keeps what
 * happens. For one address, of one thread.
 */
final class Explainer {

    private static final Logger LOG = LoggerFactory.getLogger(Explainer.class);
    /** Of no message; what rules do must not depend on it. */
    private static final QueueId NO_MESSAGE = new QueueId("EXPLAINED");
    /** A client of which nothing is known but an address for documentation (RFC 5737). */
    private static final Origin ANYBODY = new Origin("ESMTP", "", "192.0.2.1", "");

    private final Generation generation;
    private final Services services;
    private final boolean servers;
    private final RecordedTrace trace = new RecordedTrace();

    /** @param servers whether mailers are asked where they would connect to */
    Explainer(Generation generation, Services services, boolean servers) {
        this.generation = generation;
        this.services = services;
        this.servers = servers;
    }

    Explanation explain(String address, ReversePath sender, Origin origin) {
        Job job = message(address, sender, origin);
        Visits visits = new Visits(resolver(job, trace));
        Expansion expansion = new AliasExpander(generation, services, visits, visits::begin).expand(job, job.arrived());
        Plan plan = new Plan(visits);
        Job expanded = expansion.job();
        new DeliveryPlan(generation, services, trace).make(expanded, expansion.postponed(), resolver(expanded, Trace.NONE), plan);
        List<Visit> visited = visits.of(expanded);
        Optional<Path> file = generation.policy().sources().stream().findFirst();
        return new Explanation(generation.number(), file, address, origin, sender, visited,
                forAnybody(visited.get(0)), session(address, sender, origin), plan.deliveries);
    }

    private List<Asked> session(String address, ReversePath sender, Origin origin) {
        List<Asked> session = new ArrayList<>();
        if (!origin.isLocal()) {
            new Rehearsal(generation, services, origin, trace).play(sender, Recipient.of(address),
                    answer -> session.add(new Asked(answer, trace.takeSteps())));
        }
        return session;
    }

    /** With the two header fields that every message has. */
    private static Job message(String address, ReversePath sender, Origin origin) {
        Instant now = Instant.now();
        String from = sender.isNull() ? "MAILER-DAEMON" : sender.address();
        Header header = new Header(List.of(HeaderField.of("From", from), HeaderField.of("To", address)));
        List<JobRecipient> recipients = List.of(JobRecipient.submitted(0, Recipient.of(address), now));
        return new Job(NO_MESSAGE, now, origin, sender, recipients, header, 0, false, false);
    }

    private Resolver resolver(Job job, Trace listener) {
        return new Resolver(generation,
                new PolicySurroundings(generation, MessageMacros.of(generation.policy(), job), services, listener),
                new ForwardFiles(generation, services));
    }

    private static Optional<Itinerary> itinerary(Provided<Mailer> mailer, Delivery delivery) {
        try {
            return mailer.service().itinerary(delivery);
        } catch (Throwable e) { // a plug-in may throw anything
            LOG.error("mailer {} of bundle {} cannot say where it would go", mailer.name(), mailer.bundle(), e);
            String text = Printable.line("bundle " + mailer.bundle() + " failed: " + e);
            return Optional.of(new Itinerary(List.of(), Optional.of(Outcome.deferred("4.3.0", text))));
        }
    }

    /** An alias may be sent to by everybody. */
    private Optional<Boolean> forAnybody(Visit root) {
        if (!(root.destination().orElse(null) instanceof Destination.Mail mail)) {
            return Optional.of(true);
        }
        return Rehearsal.decidesRelaying(generation, services, ANYBODY) ? Optional.empty()
                : Optional.of(new RelayPermission(generation, new PolicySurroundings(generation,
                        MessageMacros.of(generation.policy(), ANYBODY), services), ANYBODY).sending(mail).given());
    }

    /** Keeps what would be delivered. */
    private final class Plan implements DeliveryPlan.Listener {

        private final Visits visits;
        private final List<Planned> deliveries = new ArrayList<>();

        Plan(Visits visits) {
            this.visits = visits;
        }

        @Override
        public void placed(JobRecipient recipient, Optional<Outcome> outcome) {
            visits.placed(recipient, outcome, trace.takeSteps());
        }

        @Override
        public void planned(Delivery delivery) {
            Optional<Provided<Mailer>> mailer = services.mailers().find(delivery.mailer().service());
            Optional<Itinerary> itinerary = servers ? mailer.flatMap(provided -> itinerary(provided, delivery))
                    : Optional.empty();
            deliveries.add(new Planned(delivery, mailer.map(Provided::bundle), itinerary, trace.takeSteps()));
        }
    }

    /** Keeps what is found out about each recipient while aliases are expanded. */
    private final class Visits implements Destinations {

        private final Resolver resolver;
        private final Map<Integer, JobRecipient> seen = new TreeMap<>();
        private final Map<Integer, Destination> found = new TreeMap<>();
        private final Map<Integer, Forwarding.Found> forwards = new TreeMap<>();
        private final Map<Integer, List<Step>> steps = new TreeMap<>();
        private final Map<Integer, Outcome> objections = new TreeMap<>();
        private int current;

        Visits(Resolver resolver) {
            this.resolver = resolver;
        }

        void begin(JobRecipient recipient) {
            current = recipient.number();
            seen.put(current, recipient);
        }

        @Override
        public Destination resolve(String address) {
            return heard(resolver.resolve(address));
        }

        @Override
        public Destination resolveUnaliased(String address) {
            return heard(resolver.resolveUnaliased(address));
        }

        @Override
        public Lookup alias(String name) {
            Lookup answer = resolver.alias(name);
            steps.computeIfAbsent(current, number -> new ArrayList<>()).addAll(trace.takeSteps());
            return answer;
        }

        @Override
        public Forwarding forward(Route route) {
            Forwarding answer = resolver.forward(route);
            if (answer instanceof Forwarding.Found found) {
                forwards.put(current, found);
            }
            steps.computeIfAbsent(current, number -> new ArrayList<>()).addAll(trace.takeSteps());
            return answer;
        }

        private Destination heard(Destination destination) {
            found.put(current, destination);
            steps.computeIfAbsent(current, number -> new ArrayList<>()).addAll(trace.takeSteps());
            return destination;
        }

        /** What became of it in the plan: routes have been looked at before, objections are news. */
        void placed(JobRecipient recipient, Optional<Outcome> outcome, List<Step> more) {
            int number = recipient.number();
            steps.computeIfAbsent(number, n -> new ArrayList<>()).addAll(more);
            if (!(found.get(number) instanceof Destination.Refused) && !(found.get(number) instanceof Destination.Nowhere)) {
                outcome.ifPresent(objection -> objections.put(number, objection));
            }
        }

        /** Where the expansion was taken back, recipients are as they were when they were looked at. */
        List<Visit> of(Job expanded) {
            List<JobRecipient> tree = expanded.recipients();
            return seen.values().stream().map(recipient -> {
                int number = recipient.number();
                return new Visit(number < tree.size() ? tree.get(number) : recipient, Optional.ofNullable(found.get(number)),
                        Optional.ofNullable(forwards.get(number)), Optional.ofNullable(objections.get(number)),
                        steps.getOrDefault(number, List.of()));
            }).toList();
        }
    }
}
