package org.fingerpost.api.queue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/** Whether something is being done for a job now, and if not, what it waits for. */
@ProviderType
public sealed interface Standing {

    /** It is being worked on: attempts for it may be under way. */
    record Active() implements Standing {
    }

    /** An operator holds it. */
    record Held() implements Standing {
    }

    /** It is due at this time; if that has passed, it waits for its turn. */
    record Due(Instant time) implements Standing {
    }

    /**
     * What could be tried now waits for destinations.
     *
     * @param destinations at least one
     * @param until        at this time something is to be done for it even if none of these has room; empty for never
     */
    record Waiting(List<DestinationState> destinations, Optional<Instant> until) implements Standing {
        public Waiting {
            destinations = List.copyOf(destinations);
        }
    }
}
