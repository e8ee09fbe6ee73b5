package org.fingerpost.mailer.smtp;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.fingerpost.api.dns.Answer;
import org.fingerpost.api.dns.MailExchanger;
import org.fingerpost.api.mailer.Outcome;

/**
 * The servers for one delivery, one after the other, each found when it is its turn: the hosts of the route, of each its mail
 * exchangers by preference, of each preference the addresses in an {@link AddressOrder}. It is told what came of each and says
 * in the end what that comes to. Its steps follow one another on whatever thread ends the last one.
 */
final class ServerSearch implements Search {

    private final NextHops route;
    private final NameLookup names;
    private final OurNames ours;
    private final AddressOrder order;
    private final Connector connector;
    private final SearchLimits limits;
    private final long begun = System.nanoTime();

    private final Deque<NextHop> hops = new ArrayDeque<>(1);
    private final Deque<Exchangers.Group> groups = new ArrayDeque<>(1);
    private final Deque<Candidate> candidates = new ArrayDeque<>(1);
    private final Set<RemoteServer> seen = new HashSet<>();
    private final SearchFailures failures = new SearchFailures();
    private NextHop hop;
    private boolean fallenBack;
    private boolean fallenToLast;
    /** The domain itself says that mail does not go there: so it goes nowhere else. */
    private boolean refused;
    /** Of the present hop. */
    private int addresses;
    private int sessions;
    private boolean found;

    ServerSearch(NextHops route, NameLookup names, OurNames ours, AddressOrder order, Connector connector,
            SearchLimits limits) {
        this.route = route;
        this.names = names;
        this.ours = ours;
        this.order = order;
        this.connector = connector;
        this.limits = limits;
        hops.addAll(route.listed());
    }

    @Override
    public String name() {
        return route.name();
    }

    @Override
    public Optional<String> memory() {
        return Optional.of(route.listed().toString());
    }

    @Override
    public CompletableFuture<Optional<Candidate>> next() {
        if (System.nanoTime() - begun >= limits.time().toNanos()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        if (addresses >= limits.addresses() || sessions >= limits.sessions()) {
            candidates.clear();
            groups.clear();
        }
        if (!candidates.isEmpty()) {
            addresses++;
            return CompletableFuture.completedFuture(Optional.of(candidates.remove()));
        }
        if (!groups.isEmpty()) {
            return addresses(groups.remove()).thenCompose(done -> next());
        }
        if (hops.isEmpty()) {
            fallBack();
        }
        return hops.isEmpty() ? CompletableFuture.completedFuture(Optional.empty())
                : begin(hops.remove()).thenCompose(done -> next());
    }

    @Override
    public void unreachable(RemoteServer server, String reason) {
        failures.unreachable(server, reason);
    }

    @Override
    public void passedOver(Outcome why) {
        sessions++;
        failures.passedOver(why);
    }

    @Override
    public Outcome verdict() {
        return failures.verdict(route.name());
    }

    @Override
    public Optional<Outcome> trouble() {
        return failures.isEmpty() ? Optional.empty() : Optional.of(verdict());
    }

    private void fallBack() {
        if (!fallenBack && !refused) {
            hops.addAll(route.fallback());
        }
        if (hops.isEmpty() && !fallenToLast && !refused && failures.areOfNamesOnly()) {
            fallenToLast = true;
            hops.addAll(route.lastResort());
        }
        fallenBack = true;
    }

    private CompletableFuture<Void> begin(NextHop next) {
        hop = next;
        addresses = 0;
        sessions = 0;
        found = false;
        Optional<InetAddress> literal = IpAddress.parse(hop.host());
        if (literal.isPresent()) {
            add(List.of(new AddressOrder.Host(hop.host(), List.of(literal.get()))), "the address that the route has");
            return CompletableFuture.completedFuture(null);
        }
        if (hop.exact()) {
            groups.add(new Exchangers.Group(List.of(hop.host()), "address of " + hop.host()));
            return CompletableFuture.completedFuture(null);
        }
        return names.exchangers(hop.host()).thenAccept(this::take);
    }

    private void take(Answer<MailExchanger> answer) {
        if (answer instanceof Answer.Found<MailExchanger> exchangers) {
            Exchangers sorted = Exchangers.of(hop.host(), exchangers.values(), ours::isName);
            groups.addAll(sorted.groups());
            if (sorted.nullMx()) {
                refuse("5.1.10", hop.host() + " takes no mail (null MX)");
            } else if (sorted.loop()) {
                refuse("5.4.6", "mail for " + hop.host() + " loops back to us: we are the first of its mail exchangers");
            }
        } else if (answer instanceof Answer.Temporary<MailExchanger> trouble) {
            failures.ofNames(Outcome.deferred("4.4.3",
                    "mail exchangers of " + hop.host() + " not found: " + OneLine.of(trouble.reason())));
        } else {
            // A name that does not exist in the DNS may be in the hosts file.
            groups.add(new Exchangers.Group(List.of(hop.host()), "address of " + hop.host() + ", which has no MX"));
        }
    }

    private void refuse(String status, String text) {
        refused = true;
        failures.ofNames(Outcome.failed(status, text));
    }

    private CompletableFuture<Void> addresses(Exchangers.Group group) {
        List<CompletableFuture<Answer<InetAddress>>> answers = group.hosts().stream().map(names::addresses).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new)).thenRun(() -> take(group, answers));
    }

    private void take(Exchangers.Group group, List<CompletableFuture<Answer<InetAddress>>> answers) {
        Deque<AddressOrder.Host> hosts = new ArrayDeque<>();
        for (int i = 0; i < answers.size(); i++) {
            String host = group.hosts().get(i);
            Answer<InetAddress> answer = answers.get(i).join();
            if (answer instanceof Answer.Found<InetAddress> addresses) {
                hosts.add(new AddressOrder.Host(host, addresses.values()));
            } else {
                failures.ofNames(noAddress(host, answer));
            }
        }
        boolean us = !hop.exact() && hop.port() == NextHop.SMTP
                && hosts.stream().anyMatch(host -> host.addresses().stream().anyMatch(ours::isAddress));
        if (!us) {
            add(hosts, group.reason());
            return;
        }
        groups.clear();
        if (!found) {
            refuse("5.4.6", "mail for " + hop.host() + " loops back to us: " + String.join(", ", group.hosts())
                    + (group.hosts().size() == 1 ? " is this machine" : ": one of them is this machine"));
        }
    }

    private Outcome noAddress(String host, Answer<InetAddress> answer) {
        if (answer instanceof Answer.Temporary<InetAddress> trouble) {
            return Outcome.deferred("4.4.3", "address of " + host + " not found: " + OneLine.of(trouble.reason()));
        }
        String text = answer instanceof Answer.NoData ? "host " + host + " has no address" : "host " + host + " is unknown";
        boolean itself = host.equalsIgnoreCase(hop.host());
        if (route.configured() || !route.listed().contains(hop)) {
            return Outcome.deferred("4.3.5", text
                    + (itself ? ": the policy sends mail there" : ", a mail exchanger of " + hop.host()));
        }
        return itself ? Outcome.failed("5.1.2", text) : Outcome.failed("5.4.4", text + ", a mail exchanger of " + hop.host());
    }

    private void add(Iterable<AddressOrder.Host> hosts, String reason) {
        for (RemoteServer server : order.of(hosts, hop.port())) {
            found = true;
            if (seen.add(server)) {
                candidates.add(new Candidate(server, connector, reason));
            }
        }
    }
}
