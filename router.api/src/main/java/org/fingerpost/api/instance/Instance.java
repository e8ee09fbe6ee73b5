package org.fingerpost.api.instance;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/** The folders of this instance, and what its start overrides. */
@ProviderType
public interface Instance {

    /** What relative paths in the components' settings count from. Absolute. */
    Path base();

    /** Configuration: the policy and the components' settings. */
    default Path etc() {
        return base().resolve("etc");
    }

    /** The queue. */
    default Path spool() {
        return base().resolve("var/spool");
    }

    /** Local mailboxes, unless the policy puts them elsewhere. */
    default Path mail() {
        return base().resolve("var/mail");
    }

    /** Sockets and the process id. */
    default Path run() {
        return base().resolve("run");
    }

    /** Addresses to listen on for SMTP instead of the configured ones; empty if the start named none. */
    List<String> listen();

    /** The policy file to use instead of the one in {@link #etc}. */
    Optional<Path> policy();
}
