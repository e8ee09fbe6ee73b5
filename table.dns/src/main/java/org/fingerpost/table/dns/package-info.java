/**
 * The domain name system: the service {@link org.fingerpost.api.dns.Resolver} and the table types {@code dns} and {@code bestmx}.
 *
 * <p>The library dnsjava speaks the protocol; it has one thread of its own, which ends with the component. Which servers are
 * asked is a setting ({@code etc/dns.cfg}) or what the machine's resolv.conf says now. Answers are kept as long as they say,
 * within a bound of number and time; so is that a name does not exist. Each question waits for seconds at most and is then an
 * answer for now.
 */
package org.fingerpost.table.dns;
