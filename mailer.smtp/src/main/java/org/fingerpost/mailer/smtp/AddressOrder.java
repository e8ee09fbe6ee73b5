package org.fingerpost.mailer.smtp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;

/**
 * In which order addresses of equal preference are tried: at random (RFC 5321 §5.1), versions 6 and 4 in turns, so that one that
 * does not work from here costs one address and not all; before them those that we have an idle connection to.
 *
 * @param random one of so many, from 0
 * @param warm   whether there is such a connection
 */
record AddressOrder(IntUnaryOperator random, Predicate<RemoteServer> warm) {

    /** A host and its addresses. */
    record Host(String name, List<InetAddress> addresses) {
    }

    List<RemoteServer> of(Iterable<Host> hosts, int port) {
        List<RemoteServer> six = new ArrayList<>(1);
        List<RemoteServer> four = new ArrayList<>(1);
        for (Host host : hosts) {
            for (InetAddress address : host.addresses()) {
                (address instanceof Inet6Address ? six : four)
                        .add(new RemoteServer(host.name(), address.getHostAddress(), port));
            }
        }
        List<RemoteServer> turns = inTurns(shuffled(six), shuffled(four));
        if (turns.size() > 1) {
            turns.sort((a, b) -> Boolean.compare(warm.test(b), warm.test(a))); // stable
        }
        return turns;
    }

    private Deque<RemoteServer> shuffled(List<RemoteServer> servers) {
        for (int i = servers.size() - 1; i > 0; i--) {
            Collections.swap(servers, i, random.applyAsInt(i + 1));
        }
        return new ArrayDeque<>(servers);
    }

    private static List<RemoteServer> inTurns(Deque<RemoteServer> first, Deque<RemoteServer> second) {
        List<RemoteServer> all = new ArrayList<>(first.size() + second.size());
        while (!first.isEmpty() || !second.isEmpty()) {
            if (!first.isEmpty()) {
                all.add(first.remove());
            }
            if (!second.isEmpty()) {
                all.add(second.remove());
            }
        }
        return all;
    }
}
