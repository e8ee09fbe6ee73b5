package org.fingerpost.listener.smtp;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.fingerpost.api.mail.ClientHost;
import org.fingerpost.api.mail.ClientHost.Standing;

/**
 * Asks the machine: its hosts file, its resolver. The class library tells no lies, but does not tell them from trouble either: a
 * name whose own addresses do not have this one is no name, and so is one that nobody can say now.
 */
final class MachineLookup implements ReverseLookup {

    @Override
    public ClientHost find(InetAddress address) {
        String name = withoutName(address).getCanonicalHostName();
        boolean found = !name.equals(address.getHostAddress()) && name.chars().allMatch(c -> c > ' ' && c < 0x7f);
        return found ? ClientHost.UNKNOWN.named(name.endsWith(".") ? name.substring(0, name.length() - 1) : name, Standing.OK)
                : ClientHost.UNKNOWN;
    }

    /** A copy: the class library keeps a name, or that there is none, in the object for ever. */
    private static InetAddress withoutName(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the length of an address is wrong", e); // it was one before
        }
    }
}
