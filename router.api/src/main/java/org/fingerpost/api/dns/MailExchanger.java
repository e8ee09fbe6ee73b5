package org.fingerpost.api.dns;

/**
 * A host that takes mail for a domain.
 *
 * @param preference the lowest is tried first; 0 to 65535
 * @param host       its name; empty if the domain says that it takes no mail at all (RFC 7505)
 */
public record MailExchanger(int preference, String host) {
}
