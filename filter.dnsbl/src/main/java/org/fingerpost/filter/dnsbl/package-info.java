/**
 * The filter {@code dnsbl}: DNS block lists and allow lists (RFC 5782). {@code DnsblFilter} has the settings, whose entries are
 * {@code Listing}s; a {@code DnsblSession} asks them about one client, by {@code Questions}, and adds up what they say.
 *
 * <p>The lists are asked when a client connects, on a few threads of this bundle because the resolver blocks; what they say
 * counts at RCPT, so that authenticated users are spared and the log names senders and recipients. Nobody waits longer than the
 * time-out; a list that does not answer has not listed anybody. At most a thousand questions wait for a thread; further ones are
 * not asked.
 */
package org.fingerpost.filter.dnsbl;
