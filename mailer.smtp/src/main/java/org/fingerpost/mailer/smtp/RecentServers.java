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

    synchronized Optional<Candidate> of(NextHops route) {
        return Optional.ofNullable(servers.get(key(route)));
    }

    synchronized void note(NextHops route, Candidate server) {
        servers.put(key(route), server);
    }

    private static String key(NextHops route) {
        return route.listed().toString();
    }
}
