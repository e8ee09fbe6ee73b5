package org.fingerpost.console;

import java.util.Optional;
import java.util.function.Supplier;
import org.fingerpost.api.policy.Policy;

/** Where the router core offers the policy in use: a {@link Supplier} service of that property. */
final class PolicySource {

    static final String TARGET = "(fingerpost.policy=true)";

    private PolicySource() {
    }

    static Optional<Policy> inUse(Latest<Supplier<?>> source) {
        return source.get().map(Supplier::get).filter(Policy.class::isInstance).map(Policy.class::cast);
    }
}
