package org.fingerpost.core.services;

import java.time.Duration;

/** Waits only a moment. */
public final class ImpatientCalls {

    private ImpatientCalls() {
    }

    public static UserFileCalls make() {
        return new UserFileCalls(Duration.ofMillis(50));
    }
}
