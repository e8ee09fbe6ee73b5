package org.fingerpost.mailer.smtp;

/**
 * The server of a dialogue, for people and reports.
 *
 * @param host    its name, as the mail exchangers or the route have it
 * @param address what is connected to: an IP address; of a server of this machine, its socket or its call
 * @param port    1 to 65535; 0 of a server of this machine
 */
record RemoteServer(String host, String address, int port) {

    @Override
    public String toString() {
        return port == 0 || host.equals(address) ? host : host + "[" + address + "]";
    }
}
