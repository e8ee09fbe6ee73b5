package org.fingerpost.api.submit;

/**
 * Where a client has come in, and among how many others. The rules know it by the macros of sendmail.
 *
 * @param service     what it has connected to (<code>${daemon_name}</code>): {@code MTA}, {@code MSA}, or what the listener's
 *                    settings call it
 * @param submission  whether authors hand in their own mail there (RFC 6409): what they left out of it is put in, and names
 *                    without a domain get ours
 * @param connections open ones of the same client, this one included; 0 if unknown (<code>${client_connections}</code>)
 * @param rate        connections of the same client in the last minute; 0 if unknown (<code>${client_rate}</code>)
 * @param totalRate   connections of all clients in the last minute; 0 if unknown (<code>${total_rate}</code>)
 */
public record Arrival(String service, boolean submission, int connections, int rate, int totalRate) {

    /** Where mail routers and everybody else come in, of whom no more is known. */
    public static final Arrival MTA = new Arrival("MTA", false, 0, 0, 0);

    /** Where authors come in, of whom no more is known. */
    public static final Arrival MSA = new Arrival("MSA", true, 0, 0, 0);
}
