package org.fingerpost.launcher;

import java.util.List;

/** Ends a start: the exit status, and what to say on standard error, one line each. */
final class StartRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<String> lines;

    StartRefused(int status, List<String> lines) {
        super(String.join("; ", lines));
        this.status = status;
        this.lines = List.copyOf(lines);
    }

    StartRefused(int status, String line) {
        this(status, List.of(line));
    }

    int status() {
        return status;
    }

    List<String> lines() {
        return lines;
    }
}
