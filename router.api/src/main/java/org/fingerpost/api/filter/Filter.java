package org.fingerpost.api.filter;

import org.fingerpost.api.mail.Origin;
import org.osgi.annotation.versioning.ConsumerType;

/** Judges sessions and messages of other machines' clients as they come in. A service with a {@link FilterName}. Any thread. */
@ConsumerType
public interface Filter {

    /**
     * A client has connected. Does not block.
     *
     * @param client what is known of it so far: its address, and its host's name
     * @return what follows this session; {@link FilterSession#INDIFFERENT} if the filter has nothing to say to this client
     */
    FilterSession begin(Origin client);
}
