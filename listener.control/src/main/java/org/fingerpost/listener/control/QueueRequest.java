package org.fingerpost.listener.control;

import java.util.Optional;
import org.fingerpost.api.queue.Glob;
import org.fingerpost.api.queue.Selector;
import org.fingerpost.api.queue.Selector.Criterion;
import org.fingerpost.api.queue.Selector.Property;

/**
 * What {@code -q} and {@code -Q} say.
 *
 * @param which      queued messages: {@code -qIsubstr}, {@code -qRsubstr}, {@code -qSsubstr}, {@code -qQ}, with {@code !} those
 *                   where it is not so
 * @param quarantine {@code -Qreason}: hold them for this reason; without a reason release them
 */
record QueueRequest(Selector which, Optional<String> quarantine) {

    static final QueueRequest ALL = new QueueRequest(Selector.ALL, Optional.empty());

    /** With {@code -q} and this value. */
    QueueRequest with(String value) throws UsageException {
        if (value.isEmpty() || value.equals("f")) {
            return this;
        }
        boolean negated = value.startsWith("!");
        String rest = negated ? value.substring(1) : value;
        if (rest.isEmpty() || "IRSQ".indexOf(rest.charAt(0)) < 0) {
            throw new UsageException("-q" + value + ": -qI, -qR, -qS or -qQ, with ! perhaps, and a part of the text is expected;"
                    + " the router works on its queue by itself");
        }
        return new QueueRequest(select(rest.charAt(0), rest.substring(1), negated), quarantine);
    }

    private Selector select(char letter, String part, boolean negated) throws UsageException {
        if (letter == 'Q') {
            Selector held = which.withHeld(part.isEmpty() != negated || !part.isEmpty());
            return part.isEmpty() ? held : held.and(new Criterion(Property.HOLD_REASON, Glob.containing(part), negated));
        }
        if (part.isEmpty()) {
            throw new UsageException("-q" + letter + ": a part of the text is expected");
        }
        Property property = letter == 'I' ? Property.ID : letter == 'R' ? Property.RECIPIENT : Property.SENDER;
        return which.and(new Criterion(property, Glob.containing(part), negated));
    }

    /** With {@code -Q} and this reason. */
    QueueRequest quarantined(String reason) {
        return new QueueRequest(which, Optional.of(reason));
    }
}
