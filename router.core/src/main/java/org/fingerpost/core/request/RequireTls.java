package org.fingerpost.core.request;

import org.fingerpost.api.queue.Job;

/** Whether a message may travel over protected connections only: {@code REQUIRETLS} (RFC 8689). */
public final class RequireTls {

    private static final String KEYWORD = "REQUIRETLS";

    private RequireTls() {
    }

    public static boolean isAskedFor(Job job) {
        return job.sender().parameters().containsKey(KEYWORD);
    }
}
