package org.fingerpost.listener.smtp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The clients of whom something is counted; those that were not seen for longest go first. Any thread; the lock is this
 * object's.
 */
final class ClientTable {

    /** Clients that are remembered; more only while so many are connected. */
    static final int MAX_CLIENTS = 50_000;
    private static final int BITS_OF_IPV6 = 128;

    private final LongSupplier nanoTime;
    /** By address, or by the name of a user of this machine; in the order of their last use. */
    private final LinkedHashMap<Object, ClientQuota> clients = new LinkedHashMap<>(64, 0.75f, true);
    private final SlidingCount connections = new SlidingCount();
    private volatile ClientLimits limits;

    ClientTable(ClientLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    /** At once, and for all; who is exempt, and what is one client, from the next connection of one that is not remembered. */
    synchronized void limit(ClientLimits changed) {
        boolean regrouped = changed.prefix() != limits.prefix() || !changed.exempt().equals(limits.exempt());
        limits = changed;
        if (regrouped) {
            clients.clear(); // sessions keep their quota to their end
        }
    }

    /** The quota of the client with this address. */
    synchronized ClientQuota of(InetAddress address) {
        return of(client(address), limits.exempt().hold(address));
    }

    /** The quota of this user's programs: they are no strangers. */
    synchronized ClientQuota of(String user) {
        return of(user, true);
    }

    private ClientQuota of(Object client, boolean exempt) {
        ClientQuota known = clients.get(client);
        if (known == null) {
            known = new ClientQuota(exempt, () -> limits, nanoTime);
            clients.put(client, known);
            shrink();
        }
        return known;
    }

    /** What is one client: an address, or a network. */
    private InetAddress client(InetAddress address) {
        int prefix = limits.prefix();
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        byte[] octets = address.getAddress();
        for (int bit = prefix; bit < BITS_OF_IPV6; bit++) {
            octets[bit / 8] &= (byte) ~(0x80 >> bit % 8);
        }
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // it has the length of one
        }
    }

    /** Who is connected is used just now. */
    private void shrink() {
        for (int tries = 0; clients.size() > MAX_CLIENTS && tries < MAX_CLIENTS; tries++) {
            Map.Entry<Object, ClientQuota> eldest = clients.entrySet().iterator().next();
            if (eldest.getValue().open() == 0) {
                clients.remove(eldest.getKey());
            } else {
                clients.get(eldest.getKey());
            }
        }
    }

    /** Forgets those of whom nothing matters any more. */
    synchronized void age() {
        for (Iterator<ClientQuota> all = clients.values().iterator(); all.hasNext() && all.next().isStale();) {
            all.remove();
        }
    }

    /** Counts one more connection of all. How many there were within the window. */
    synchronized int connected() {
        long now = nanoTime.getAsLong();
        connections.add(now, limits.window().toNanos());
        return connections.value(now, limits.window().toNanos());
    }

    synchronized int size() {
        return clients.size();
    }
}
