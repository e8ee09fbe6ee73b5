package org.fingerpost.mailer.smtp;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The addresses of this machine, as they were within the last minute. Any thread. */
final class OwnAddresses {

    private static final Logger LOG = LoggerFactory.getLogger(OwnAddresses.class);
    private static final long KEPT = TimeUnit.MINUTES.toNanos(1);

    private Set<InetAddress> addresses = Set.of();
    private long until = System.nanoTime();

    boolean contains(InetAddress address) {
        return address.isLoopbackAddress() || address.isAnyLocalAddress() || addresses().contains(address);
    }

    private synchronized Set<InetAddress> addresses() {
        if (System.nanoTime() - until >= 0) {
            until = System.nanoTime() + KEPT;
            try {
                addresses = NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                        .collect(Collectors.toUnmodifiableSet());
            } catch (SocketException e) {
                LOG.warn("the addresses of this machine cannot be told", e);
            }
        }
        return addresses;
    }
}
