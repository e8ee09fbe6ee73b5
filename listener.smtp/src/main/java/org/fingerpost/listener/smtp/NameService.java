package org.fingerpost.listener.smtp;

import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicReference;

import org.fingerpost.api.dns.Answer;
import org.fingerpost.api.dns.Resolver;
import org.fingerpost.api.mail.ClientHost;
import org.fingerpost.api.mail.ClientHost.Standing;

/**
 * Asks the service for names of the network, and the machine while there is none. A name counts if its own addresses have this
 * one.
 */
final class NameService implements ReverseLookup {

    private final AtomicReference<Resolver> resolver = new AtomicReference<>();
    private final ReverseLookup machine;

    NameService(ReverseLookup machine) {
        this.machine = machine;
    }

    void bind(Resolver service) {
        resolver.set(service);
    }

    /** Does nothing if another has taken its place. */
    void unbind(Resolver service) {
        resolver.compareAndSet(service, null);
    }

    @Override
    public ClientHost find(InetAddress address) {
        Resolver now = resolver.get();
        return now == null ? machine.find(address) : find(address, now);
    }

    private static ClientHost find(InetAddress address, Resolver now) {
        Answer<String> names = now.names(address);
        if (!(names instanceof Answer.Found<String> found)) {
            return standing(names instanceof Answer.Temporary ? Standing.TEMP : Standing.FAIL);
        }
        String name = found.values().get(0);
        if (name.isEmpty() || !name.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            return standing(Standing.FAIL);
        }
        Answer<InetAddress> addresses = now.addresses(name);
        if (addresses instanceof Answer.Temporary) {
            return standing(Standing.TEMP);
        }
        boolean same = addresses instanceof Answer.Found<InetAddress> back && back.values().contains(address);
        return ClientHost.UNKNOWN.named(name, same ? Standing.OK : Standing.FORGED);
    }

    private static ClientHost standing(Standing standing) {
        return ClientHost.UNKNOWN.named("", standing);
    }
}
