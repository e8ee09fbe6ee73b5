package org.fingerpost.api.dns;

import java.time.Duration;

/**
 * A record of the domain name system.
 *
 * @param type       {@code A}, {@code MX} …
 * @param preference of {@code MX}, {@code SRV} and {@code AFSDB}: their first number; else 0
 * @param value      octets: an address as text, the host of {@code MX}, {@code SRV}, {@code NS}, {@code PTR}, {@code CNAME} and
 *                   {@code AFSDB} as names in answers are, the strings of {@code TXT} one after the other; other types as master
 *                   files have them (RFC 1035 §5)
 * @param timeToLive how long it may be kept
 */
public record DnsRecord(String type, int preference, String value, Duration timeToLive) {
}
