package org.fingerpost.api.queue;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

/** Whether there is too much to do, and what the router does about it. Any thread. */
@ProviderType
public interface QueueLoad {

    /** What the router does; each level includes the one before. */
    enum Level {
        /** All that is asked for. */
        NORMAL,
        /** New mail is taken, its first attempt waits. */
        DEFERRING,
        /** New mail is refused for now. */
        REFUSING
    }

    /**
     * At one moment.
     *
     * @param reasons for each limit that is exceeded what is measured, its value and the limit, for people; empty if none is
     */
    record State(Level level, List<String> reasons) {
    }

    /** Now. */
    State load();
}
