package org.fingerpost.mailer.file;

import java.util.HashMap;
import java.util.Map;

/**
 * How many threads wait for files of each user that another program has locked. A user could lock many files and have mail sent
 * to all of them: it must not be all threads. Safe on any thread.
 */
final class LongWaits {

    static final int MOST = 2;

    private final Map<Integer, Integer> ofUsers = new HashMap<>();

    /** @return false if there are too many of the user already; else {@link #end} is owed */
    synchronized boolean begin(Access access) {
        if (!(access.content() instanceof UserRights user)) {
            return true;
        }
        int waiting = ofUsers.getOrDefault(user.account().uid(), 0);
        if (waiting >= MOST) {
            return false;
        }
        ofUsers.put(user.account().uid(), waiting + 1);
        return true;
    }

    synchronized void end(Access access) {
        if (access.content() instanceof UserRights user) {
            ofUsers.computeIfPresent(user.account().uid(), (uid, waiting) -> waiting == 1 ? null : waiting - 1);
        }
    }
}
