package org.fingerpost.listener.smtp;

import java.time.Duration;
import java.util.Map;

import org.fingerpost.api.instance.Networks;

/**
 * What one client may do: an IPv4 address, or an IPv6 network of {@code prefix} bits.
 *
 * @param connections open at once; of exempt clients too
 * @param rates       how often each may happen within the window; what is missing, any number of times
 * @param window      the time in which events are counted
 * @param prefix      bits of an IPv6 address that make a client; 1 to 128
 * @param exempt      networks whose clients are counted and not limited, and are no strangers
 */
record ClientLimits(int connections, Map<Event, Integer> rates, Duration window, int prefix, Networks exempt) {

    /** What is counted. */
    enum Event { CONNECTION, MESSAGE, RECIPIENT, AUTH_FAILURE, ERROR }

    ClientLimits {
        rates = Map.copyOf(rates);
    }

    /** So many connections at once, and nothing else limited. */
    static ClientLimits of(int connections) {
        return new ClientLimits(connections, Map.of(), Duration.ofMinutes(1), 64, Networks.NONE);
    }

    int most(Event event) {
        return rates.getOrDefault(event, Integer.MAX_VALUE);
    }
}
