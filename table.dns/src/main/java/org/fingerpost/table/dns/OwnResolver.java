package org.fingerpost.table.dns;

import org.fingerpost.api.dns.Resolver;

/** The resolver of a program that runs without a container: made when it is first needed, for many runs need none. */
final class OwnResolver {

    private OwnResolver() {
    }

    private static final class Made {
        private static final Resolver RESOLVER = new DnsResolver();
    }

    static Resolver get() {
        return Made.RESOLVER;
    }
}
