package org.fingerpost.listener.control;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;

/** Who is at the other end of a Unix-domain socket, as the kernel says. */
final class PeerUser {

    private PeerUser() {
    }

    /**
     * A login name, or the number of a user who has none.
     *
     * @throws IOException if it cannot be known: such a peer is refused
     */
    static String of(SocketChannel channel) throws IOException {
        try {
            return channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
        } catch (UnsupportedOperationException | LinkageError e) {
            throw new IOException("this Java runtime does not tell a peer's user (package jdk.net, option SO_PEERCRED): " + e, e);
        }
    }
}
