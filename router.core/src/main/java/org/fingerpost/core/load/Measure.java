package org.fingerpost.core.load;

import java.util.Locale;

/** What is watched. */
enum Measure {

    QUEUE("queue", "%.0f messages", false),
    HEAP("heap", "%.0f %% in use after collection", false),
    DISK("disk", "%.0f bytes free", true),
    INODES("inodes", "%.0f free", true),
    LOAD_AVERAGE("load average", "%.2f", false);

    private final String word;
    private final String form;
    private final boolean room;

    Measure(String word, String form, boolean room) {
        this.word = word;
        this.form = form;
        this.room = room;
    }

    /** Whether little of it is bad, and not much. */
    boolean isRoom() {
        return room;
    }

    /** For the log. */
    @Override
    public String toString() {
        return word;
    }

    String text(double value) {
        return String.format(Locale.ROOT, form, value);
    }
}
