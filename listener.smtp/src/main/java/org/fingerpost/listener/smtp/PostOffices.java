package org.fingerpost.listener.smtp;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.fingerpost.api.submit.PostOffice;

/**
 * The services that sessions look up: the post office that is there now, if any, by what name the router last called itself, who
 * protects connections and knows people. Any thread.
 */
final class PostOffices {

    /** What is said while there is none. */
    static final Reply ABSENT = Reply.of(451, "4.3.2", "not taking mail now, try again later");

    private final AtomicReference<PostOffice> current = new AtomicReference<>();
    private final Security security = new Security();
    private volatile String lastName = "localhost";

    void bind(PostOffice office) {
        current.set(office);
    }

    /** Does nothing if another has taken its place. */
    void unbind(PostOffice office) {
        current.compareAndSet(office, null);
    }

    /** For one transaction; never kept longer. */
    Optional<PostOffice> current() {
        return Optional.ofNullable(current.get());
    }

    Security security() {
        return security;
    }

    /** What to greet with; the last known name while there is no post office, or while it does not say. */
    String hostName() {
        try {
            current().map(PostOffice::hostName).filter(name -> !name.isBlank()).ifPresent(name -> lastName = name);
        } catch (RuntimeException e) {
            // It may be going away; a name is not worth a session.
        }
        return lastName;
    }
}
