package org.fingerpost.core.check;

import java.util.Optional;

import org.fingerpost.api.submit.Verdict;

/**
 * Whether a rule set permits something.
 *
 * @param given   whether it does
 * @param trouble why it cannot say at present; then {@code given} is false
 */
public record Permission(boolean given, Optional<Verdict> trouble) {

    public static final Permission GIVEN = new Permission(true, Optional.empty());
    public static final Permission DENIED = new Permission(false, Optional.empty());
}
