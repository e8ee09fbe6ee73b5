package org.fingerpost.mailer.smtp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which server took the last message of a route, so that the next one finds an idle connection without asking for names. Bounded;
 * any thread.
 */
final class RecentServers {

    private static final int MAX = 1000;
    private static final float LOAD = 0.75f;

    private final Map<String, Candidate> servers = new LinkedHashMap<>(MAX, LOAD, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Candidate> eldest) {
            return size() > MAX;
        }
    };

    /** @param route as {@link Search#memory} names it */
    synchronized Optional<Candidate> of(String route) {
        return Optional.ofNullable(servers.get(route));
    }

    synchronized void note(String route, Candidate server) {
        servers.put(route, server);
    }
}
