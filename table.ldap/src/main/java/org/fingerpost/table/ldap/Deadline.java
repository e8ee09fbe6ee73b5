package org.fingerpost.table.ldap;

import java.time.Duration;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;

/** When a look-up must have ended. Immutable. */
record Deadline(long end, Duration limit) {

    static Deadline in(Duration limit) {
        return new Deadline(System.nanoTime() + limit.toNanos(), limit);
    }

    boolean isOver() {
        return System.nanoTime() - end >= 0;
    }

    /**
     * The time for one answer in milliseconds, at least 1.
     *
     * @throws LDAPException if there is none left
     */
    long millis(Duration atMost) throws LDAPException {
        if (isOver()) {
            throw new LDAPException(ResultCode.TIME_LIMIT_EXCEEDED, "not done within " + limit.toMillis() + " ms");
        }
        return Math.max(1, Math.min(atMost.toMillis(), Duration.ofNanos(end - System.nanoTime()).toMillis()));
    }
}
