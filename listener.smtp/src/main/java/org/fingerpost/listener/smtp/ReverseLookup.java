package org.fingerpost.listener.smtp;

import java.net.InetAddress;

import org.fingerpost.api.mail.ClientHost;

/** Finds out the name of a host, and whether the name is to be believed. Any thread. */
@FunctionalInterface
interface ReverseLookup {

    /** Name and standing; without a port. Blocks for as long as the network lets it. */
    ClientHost find(InetAddress address);
}
