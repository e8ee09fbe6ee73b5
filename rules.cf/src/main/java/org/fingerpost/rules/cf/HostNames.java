package org.fingerpost.rules.cf;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * What a machine is called.
 *
 * @param shortName without a domain
 * @param fullName  with it, if it is known
 */
record HostNames(String shortName, String fullName) {

    static HostNames of(String name) {
        int dot = name.indexOf('.');
        return new HostNames(dot < 0 ? name : name.substring(0, dot), name);
    }

    /** This machine, as its host name and /etc/hosts have it; {@code localhost} if it does not know its name. */
    static HostNames ofMachine() {
        try {
            InetAddress self = InetAddress.getLocalHost();
            String name = self.getHostName();
            String canonical = name.indexOf('.') < 0 ? self.getCanonicalHostName() : name;
            boolean isName = canonical.indexOf('.') > 0 && !canonical.equals(self.getHostAddress());
            return new HostNames(of(name).shortName(), isName ? canonical : name);
        } catch (UnknownHostException e) {
            return of("localhost");
        }
    }

    /** The part after the first dot; empty if there is none. */
    String domain() {
        int dot = fullName.indexOf('.');
        return dot < 0 ? "" : fullName.substring(dot + 1);
    }
}
