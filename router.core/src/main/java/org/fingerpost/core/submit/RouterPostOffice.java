package org.fingerpost.core.submit;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;

import org.fingerpost.api.filter.FilterSession;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.submit.Admission;
import org.fingerpost.api.submit.Arrival;
import org.fingerpost.api.submit.Expansion;
import org.fingerpost.api.submit.Offers;
import org.fingerpost.api.submit.PostOffice;
import org.fingerpost.api.submit.Prospect;
import org.fingerpost.api.submit.Transaction;
import org.fingerpost.api.submit.Verdict;
import org.fingerpost.core.alias.Preview;
import org.fingerpost.core.forward.ForwardFiles;
import org.fingerpost.core.load.LoadState;
import org.fingerpost.core.metrics.MailMetrics;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.MacroScope;
import org.fingerpost.core.policy.MessageMacros;
import org.fingerpost.core.policy.PolicySurroundings;
import org.fingerpost.core.request.Terms;
import org.fingerpost.core.route.Resolver;
import org.fingerpost.core.services.Services;

/** The router's post office: each transaction pins the generation that is in use when it begins. */
public final class RouterPostOffice implements PostOffice {

    private final Supplier<Generation> policies;
    private final Services services;
    private final Intake intake;
    private final Supplier<LoadState> load;
    private final Terms terms;
    private final BiPredicate<String, Origin> turnRequests;
    private final Clock clock;
    private final Function<Origin, FilterSession> filters;

    /** Of a router without filters. */
    public RouterPostOffice(Supplier<Generation> policies, Services services, Intake intake, Supplier<LoadState> load,
            Terms terms, BiPredicate<String, Origin> turnRequests, Clock clock) {
        this(policies, services, intake, load, terms, turnRequests, clock, client -> FilterSession.INDIFFERENT);
    }

    /**
     * @param policies gives the generation in use, pinned
     * @param load     what is to be done about it now
     * @param terms    what submitters may ask for
     * @param turnRequests begins to try what waits for a node because this client asks for it; false if it cannot
     * @param filters  gives all filters of a client's session, as one
     */
    public RouterPostOffice(Supplier<Generation> policies, Services services, Intake intake, Supplier<LoadState> load,
            Terms terms, BiPredicate<String, Origin> turnRequests, Clock clock, Function<Origin, FilterSession> filters) {
        this.filters = filters;
        this.terms = terms;
        this.turnRequests = turnRequests;
        this.policies = policies;
        this.services = services;
        this.intake = intake;
        this.load = load;
        this.clock = clock;
    }

    @Override
    public String hostName() {
        Generation generation = policies.get();
        try {
            return new MacroScope(generation.policy()).value("j").orElse("localhost");
        } finally {
            generation.release();
        }
    }

    @Override
    public long maxMessageBytes() {
        Generation generation = policies.get();
        try {
            return TransactionLimits.of(generation).messageBytes();
        } finally {
            generation.release();
        }
    }

    @Override
    public boolean offersReceipts() {
        Generation generation = policies.get();
        try {
            return !generation.isPrivate("noreceipts");
        } finally {
            generation.release();
        }
    }

    @Override
    public Offers offers(Origin origin) {
        Generation generation = policies.get();
        try {
            Submitter submitter = new Submitter(origin, false, terms);
            return new Offers(TransactionLimits.of(generation).recipients(), submitter.requests(generation).longestHold(),
                    terms.shortestDeadline(), submitter.requests(generation).mayPrefer(), !generation.isPrivate("novrfy"),
                    !generation.isPrivate("noexpn"), !generation.isPrivate("noetrn"));
        } finally {
            generation.release();
        }
    }

    @Override
    public Admission admit(Origin origin) {
        return admit(origin, Arrival.MTA);
    }

    @Override
    public Admission admit(Origin origin, Arrival arrival) {
        Optional<Verdict> busy = load.get().connection(origin);
        if (busy.isPresent()) {
            MailMetrics.refusedForLoad();
            return new Admission(busy.get(), false, Optional.empty(), Map.of());
        }
        Generation generation = policies.get();
        try {
            return new PolicyChecks(generation, services, origin, Admission.GRANTED).client(arrival).with(filters.apply(origin));
        } finally {
            generation.release();
        }
    }

    @Override
    public Transaction begin(Origin origin, Admission admission) {
        Generation generation = policies.get();
        return new MailTransaction(generation, new PolicyChecks(generation, services, origin, admission), intake, load, clock,
                new Submitter(origin, admission.submission(), terms), admission.filters());
    }

    @Override
    public Verdict verify(Origin origin, String address) {
        return inquire(origin, inquiries -> inquiries.verify(address));
    }

    @Override
    public Expansion expand(Origin origin, String name) {
        return inquire(origin, inquiries -> inquiries.expand(name));
    }

    @Override
    public Verdict turn(Origin origin, String node) {
        return inquire(origin, inquiries -> inquiries.turn(node, turnRequests));
    }

    private <T> T inquire(Origin origin, Function<Inquiries, T> inquiry) {
        Generation generation = policies.get();
        try {
            return inquiry.apply(new Inquiries(generation, services, origin));
        } finally {
            generation.release();
        }
    }

    @Override
    public List<Prospect> prospects(Origin origin, List<String> addresses) {
        Generation generation = policies.get();
        try {
            Resolver resolver = new Resolver(generation,
                    new PolicySurroundings(generation, MessageMacros.of(generation.policy(), origin), services),
                    ForwardFiles.seenBy(generation, services, origin.user()));
            return new Preview(generation, services, resolver).of(addresses);
        } finally {
            generation.release();
        }
    }
}
