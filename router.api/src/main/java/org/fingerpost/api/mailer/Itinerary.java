package org.fingerpost.api.mailer;

import java.util.List;
import java.util.Optional;

/**
 * The servers that a delivery would be offered to, one after the other until one has taken or refused it.
 *
 * @param stops   in their order; where the order among some is left to chance, one that can come about
 * @param trouble what the delivery would come to because of what was found out on the way; with {@code stops}, if none of them
 *                can be reached
 */
public record Itinerary(List<Stop> stops, Optional<Outcome> trouble) {

    public Itinerary {
        stops = List.copyOf(stops);
    }

    /**
     * A server.
     *
     * @param host    its name
     * @param address what is connected to, as text
     * @param port    0 where there are none
     * @param reason  why it is on the list, for people: {@code MX 10 of example.org}
     */
    public record Stop(String host, String address, int port, String reason) {
    }
}
