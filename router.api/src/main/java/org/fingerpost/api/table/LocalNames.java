package org.fingerpost.api.table;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Which addresses are names of this machine by the policy in use: a service of the router for tables of aliases, whose left sides
 * may have hosts. Any thread.
 */
@ProviderType
public interface LocalNames {

    /**
     * @param address octets, as it is written
     * @return {@link Lookup.Found} with the name, as aliases of it are looked up; {@link Lookup.NotFound} if it is no name of
     *         this machine; {@link Lookup.Unavailable} if that cannot be told now
     */
    Lookup nameOf(String address);
}
