package org.fingerpost.core.policy;

import java.util.function.Supplier;

import org.fingerpost.api.policy.Policy;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The policy in use, for those who only look at it; there once there is one. */
@Component(service = Supplier.class, property = "fingerpost.policy:Boolean=true", enabled = false)
public final class CurrentPolicy implements Supplier<Policy> {

    private final PolicyRegistry registry;

    @Activate
    public CurrentPolicy(@Reference PolicyRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Policy get() {
        return registry.current().orElseThrow().policy();
    }
}
