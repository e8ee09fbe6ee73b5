package org.fingerpost.core.policy;

import org.fingerpost.api.rewrite.Resolution;
import org.fingerpost.api.rewrite.Route;
import org.fingerpost.api.table.LocalNames;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.core.services.Services;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the rules of the policy in use say: local is what they send to a mailer whose recipients can be aliases (flag A). */
@Component(service = LocalNames.class, enabled = false)
public final class PolicyLocalNames implements LocalNames {

    private static final int PERMANENT = 500;

    private final PolicyRegistry registry;
    private final Services services;

    @Activate
    public PolicyLocalNames(@Reference PolicyRegistry registry, @Reference Services services) {
        this.registry = registry;
        this.services = services;
    }

    @Override
    public Lookup nameOf(String address) {
        Generation generation = registry.pin();
        try {
            return nameOf(address, generation, services);
        } finally {
            generation.release();
        }
    }

    static Lookup nameOf(String address, Generation generation, Services services) {
        Resolution resolution = generation.addresses().resolve(address,
                new PolicySurroundings(generation, new MacroScope(generation.policy()), services));
        if (resolution instanceof Route route && generation.mailer(route.mailer()).has('A')) {
            return new Lookup.Found(route.user());
        }
        return resolution instanceof Resolution.Refusal refusal && refusal.code() < PERMANENT
                ? new Lookup.Unavailable(address + ": " + refusal.text()) : Lookup.NOT_FOUND;
    }
}
