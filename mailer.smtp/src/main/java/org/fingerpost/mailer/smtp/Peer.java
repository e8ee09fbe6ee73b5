package org.fingerpost.mailer.smtp;

/**
 * A server that has been introduced.
 *
 * @param capabilities  what it offers on this connection
 * @param terms         on which we talk to it
 * @param verified      whether TLS proves who it is
 * @param authenticated whether it knows who we are
 */
record Peer(RemoteServer server, Capabilities capabilities, Terms terms, boolean verified, boolean authenticated) {

    boolean offers(String keyword) {
        return capabilities.offers(keyword);
    }

    @Override
    public String toString() {
        return server.toString();
    }
}
