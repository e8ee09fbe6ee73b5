package org.fingerpost.table.sql;

import java.util.concurrent.TimeUnit;

/** Keeps one and the same trouble from filling the log: it is news once in a while. Any thread. */
final class Repeated {

    private static final long WHILE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private String last = "";
    private long at;

    synchronized boolean isNews(String text) {
        long now = System.nanoTime();
        if (text.equals(last) && now - at < WHILE_NANOS) {
            return false;
        }
        last = text;
        at = now;
        return true;
    }
}
