package org.fingerpost.core.dispatch;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import org.fingerpost.api.mailer.Diagnostic;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.core.queue.Reach;

/** Reads from outcomes whether a destination was reached. */
final class Reachability {

    /** No answer, connection lost, name not found; by us, nobody else has said anything (RFC 3463 §3.5). */
    private static final Set<String> NO_CONNECTION = Set.of("4.4.1", "4.4.2", "4.4.3");
    private static final Set<String> OUR_OWN = Set.of("4.3.0", "4.3.1", "4.3.2", "4.3.5");
    /**
     * We do not get as far as a message on our terms: TLS that is required and not to be had or not to be trusted, a password
     * that is not taken (RFC 3463 §3.8, RFC 5248). A server's own words about a message have a diagnostic.
     */
    private static final Set<String> NOT_ON_OUR_TERMS =
            Set.of("4.7.0", "4.7.4", "4.7.5", "4.7.8", "4.7.9", "4.7.11", "4.7.12");
    private static final String GOES_AWAY = "421";
    private static final String TAKES_NOTHING = "4.3.2";

    private Reachability() {
    }

    /**
     * @param outcomes of all recipients of one attempt
     * @param ownTerms whether the message asks for more than the settings of its destination do: that this cannot be had says
     *                 nothing of what others find there
     */
    static Reach of(List<Outcome> outcomes, boolean ownTerms) {
        if (all(outcomes, Reachability::isNotOnOurTerms)) {
            return ownTerms ? Reach.UNKNOWN : Reach.UNREACHED;
        }
        return all(outcomes, Reachability::isUnreached) ? Reach.UNREACHED
                : all(outcomes, Reachability::isOurOwn) ? Reach.UNKNOWN : Reach.REACHED;
    }

    private static boolean all(List<Outcome> outcomes, Predicate<Outcome.Deferred> what) {
        return outcomes.stream().allMatch(outcome -> outcome instanceof Outcome.Deferred deferred && what.test(deferred));
    }

    private static boolean isNotOnOurTerms(Outcome.Deferred outcome) {
        return outcome.diagnostic().isEmpty() && NOT_ON_OUR_TERMS.contains(outcome.status().toString());
    }

    private static boolean isUnreached(Outcome.Deferred outcome) {
        Optional<Diagnostic> said = outcome.diagnostic();
        String status = outcome.status().toString();
        return said.isEmpty() ? NO_CONNECTION.contains(status)
                : said.get().type().equals("smtp") && (said.get().text().startsWith(GOES_AWAY) || status.equals(TAKES_NOTHING));
    }

    private static boolean isOurOwn(Outcome.Deferred outcome) {
        return outcome.diagnostic().isEmpty() && OUR_OWN.contains(outcome.status().toString());
    }
}
