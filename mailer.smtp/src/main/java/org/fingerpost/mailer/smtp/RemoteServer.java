package org.fingerpost.mailer.smtp;

/**
 * The server of a dialogue, for people and reports.
 *
 * @param host    its name, as the mail exchangers or the route have it
 * @param address what is connected to: an IP address
 * @param port    1 to 65535; 0 where there are none
 */
record RemoteServer(String host, String address, int port) {

    @Override
    public String toString() {
        return host.equals(address) ? host : host + "[" + address + "]";
    }
}
