package org.fingerpost.core.destination;

/** What sort of message it is to those who wait for it, as the option {@code Timeout.queuereturn} distinguishes them. */
public enum TimeoutClass {

    NORMAL("normal"), URGENT("urgent"), NON_URGENT("non-urgent"),
    /** A report of what became of another message. */
    DSN("dsn");

    private final String word;

    TimeoutClass(String word) {
        this.word = word;
    }

    /** As options and settings have it. */
    public String word() {
        return word;
    }
}
