package org.fingerpost.bench;

import java.nio.file.Path;

import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.policy.Reading;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.MacroScope;
import org.fingerpost.core.policy.PolicySurroundings;
import org.fingerpost.core.rewrite.Surroundings;
import org.fingerpost.core.services.Services;
import org.fingerpost.rules.cf.SendmailCfReader;

/** The policy that is measured, with what its rules see in the router: its tables, and no services of bundles. */
final class World {

    /** System property: the file of the policy. */
    private static final String POLICY = "policy";
    private static final String HOST_NAME = "relay.example.net";

    private World() {
    }

    static Path file() {
        return Path.of(System.getProperty(POLICY)).toAbsolutePath();
    }

    static Policy read() {
        Reading reading = new SendmailCfReader(HOST_NAME).read(file(), file().getParent());
        if (!reading.isUsable()) {
            throw new IllegalStateException("The policy cannot be used: " + reading.problems());
        }
        return reading.policy();
    }

    static Generation generation(Policy policy) {
        return new Generation(1, policy, new Services().addClassPath(World.class.getClassLoader()), file().getParent());
    }

    static Surroundings surroundings(Generation generation) {
        return new PolicySurroundings(generation, new MacroScope(generation.policy()), new Services());
    }
}
