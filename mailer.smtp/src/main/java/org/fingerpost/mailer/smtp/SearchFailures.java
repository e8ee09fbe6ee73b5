package org.fingerpost.mailer.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.mailer.Outcome;

/**
 * Why a delivery has not found its server, and what that comes to. What may be better another time outweighs what will not; among
 * such, what a server said outweighs that one did not answer, and that outweighs what is wrong with names.
 */
final class SearchFailures {

    private final List<String> unreached = new ArrayList<>(1);
    private final List<Outcome> refusals = new ArrayList<>(1);
    private final List<Outcome> ofNames = new ArrayList<>(1);

    /** A server did not answer. */
    void unreachable(RemoteServer server, String reason) {
        unreached.add(server.address() + ":" + server.port() + ": " + reason);
    }

    /** A server would not have the message. */
    void passedOver(Outcome why) {
        refusals.add(why);
    }

    /** No server was found. */
    void ofNames(Outcome trouble) {
        ofNames.add(trouble);
    }

    boolean isEmpty() {
        return areOfNamesOnly() && ofNames.isEmpty();
    }

    /** Whether all that went wrong is that no server was found. */
    boolean areOfNamesOnly() {
        return unreached.isEmpty() && refusals.isEmpty();
    }

    /** @param destination for people */
    Outcome verdict(String destination) {
        return last(refusals, true)
                .or(() -> unreached.isEmpty() ? Optional.empty() : Optional.of(
                        Outcome.deferred("4.4.1", "no answer from " + destination + ": " + String.join("; ", unreached))))
                .or(() -> last(ofNames, true))
                .or(() -> last(refusals, false))
                .or(() -> last(ofNames, false))
                .orElseGet(() -> Outcome.deferred("4.4.1", "no server of " + destination + " could be tried"));
    }

    private static Optional<Outcome> last(List<Outcome> outcomes, boolean temporary) {
        return outcomes.stream().filter(outcome -> outcome.status().isTransient() == temporary).reduce((a, b) -> b);
    }
}
