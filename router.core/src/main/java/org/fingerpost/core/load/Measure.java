package org.fingerpost.core.load;

import java.util.Locale;

/** What is watched. */
enum Measure {

    QUEUE("messages in the queue", "%.0f", false),
    HEAP("heap in use after collection", "%.0f %%", false),
    DISK("free on the queue's disk", "%.0f bytes", true),
    INODES("free inodes on the queue's disk", "%.0f", true),
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
