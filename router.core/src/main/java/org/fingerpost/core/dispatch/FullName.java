package org.fingerpost.core.dispatch;

import java.util.Optional;

import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.rewrite.Resolution;
import org.fingerpost.api.rewrite.Route;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.rewrite.Surroundings;

/** {@code $x}: what the sender of a message is called. */
record FullName(Generation generation, Surroundings surroundings) {

    private static final String FIELD = "Full-Name";
    private static final String LOCAL = "local";

    /** What the header says, else the submitter, else, for a user of this machine, what the machine knows. */
    Optional<String> of(Job job) {
        return job.header().first(FIELD).map(HeaderField::value).filter(name -> !name.isEmpty())
                .or(() -> Optional.ofNullable(job.macros().get("x")))
                .or(() -> ofUser(job.sender().address()));
    }

    private Optional<String> ofUser(String sender) {
        if (sender.isEmpty()) {
            return Optional.empty();
        }
        Resolution resolution = generation.addresses().resolve(sender, surroundings);
        if (!(resolution instanceof Route route) || !route.mailer().equals(LOCAL)) {
            return Optional.empty();
        }
        Lookup gecos = generation.tables().fullName(route.user());
        return gecos instanceof Lookup.Found found ? name(found.value(), route.user()) : Optional.empty();
    }

    /** The field of passwd(5) may hold more behind a comma, and an ampersand for the login name. */
    private static Optional<String> name(String gecos, String user) {
        String capital = user.isEmpty() ? "" : Character.toUpperCase(user.charAt(0)) + user.substring(1);
        String name = gecos.replaceFirst("[,;%].*", "").replace("&", capital).strip();
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }
}
