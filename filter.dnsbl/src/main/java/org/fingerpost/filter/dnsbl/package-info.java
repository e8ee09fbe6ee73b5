/**
 * The filter {@code dnsbl}: DNS block lists and allow lists (RFC 5782). {@code Listing} is one entry of the settings, {@code
 * Score} what all of them make of a client.
 *
 * <p>The lists are asked when a client connects, on a few threads of this bundle because the resolver blocks; what they say
 * counts at RCPT, so that authenticated users are spared and the log names senders and recipients. Nobody waits longer than the
 * time-out; a list that does not answer has not listed anybody.
 */
package org.fingerpost.filter.dnsbl;
