package org.fingerpost.core.queue;

/**
 * How many may wait for places in memory, so that these are taken at once: a part of all jobs that may be worked on, single
 * attempts and lists apart, for a list that has to be read and routed again for each place costs much. The others wait on the
 * disk. Not thread-safe.
 */
final class LookAhead {

    private final int letters;
    private final int lettersEach;
    private final int lists;
    private final int listsEach;
    private int lettersNow;
    private int listsNow;

    /** @param maxActive jobs that may be worked on at once */
    LookAhead(int maxActive) {
        letters = maxActive / 2;
        lettersEach = Math.max(1, maxActive / 8);
        lists = maxActive / 4;
        listsEach = Math.max(1, maxActive / 16);
    }

    /** @return false if there is no room */
    boolean enter(Lane lane, boolean isList) {
        if (isList ? listsNow >= lists || lane.residents(true) >= listsEach
                : lettersNow >= letters || lane.residents(false) >= lettersEach) {
            return false;
        }
        count(isList, 1);
        return true;
    }

    void leave(boolean isList) {
        count(isList, -1);
    }

    private void count(boolean isList, int more) {
        if (isList) {
            listsNow += more;
        } else {
            lettersNow += more;
        }
    }
}
