package org.fingerpost.mailer.smtp;

/**
 * The server of a dialogue, for people and reports.
 *
 * @param host    its name as the route has it
 * @param address the IP address connected to
 */
record RemoteServer(String host, String address) {

    @Override
    public String toString() {
        return host.equals(address) ? host : host + "[" + address + "]";
    }
}
