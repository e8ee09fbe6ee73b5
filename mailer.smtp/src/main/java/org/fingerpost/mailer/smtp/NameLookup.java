package org.fingerpost.mailer.smtp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host; may block. */
@FunctionalInterface
interface NameLookup {

    /** @return at least one, in the order to try them */
    List<InetAddress> addresses(String host) throws UnknownHostException;
}
