package org.fingerpost.core.dsn;

import java.util.Arrays;
import java.util.Locale;

import org.fingerpost.api.queue.JobRecipient;

/** What a report says has become of its recipients (RFC 3464 §2.3.3). */
public enum Action {

    /** It will not be tried again. */
    FAILED("failed", "FAILURE", "Returned mail: see transcript for details"),
    /** It has not been reached yet and will be tried again. */
    DELAYED("delayed", "DELAY", "Mail is delayed: it will be tried again");

    private final String word;
    private final String notify;
    private final String subject;

    Action(String word, String notify, String subject) {
        this.word = word;
        this.notify = notify;
        this.subject = subject;
    }

    /** Whether the sender wants to hear of it (RFC 3461 §4.1: NOTIFY); without the parameter, yes. */
    public boolean isWantedFor(JobRecipient recipient) {
        String asked = recipient.recipient().parameters().get("NOTIFY");
        return asked == null || Arrays.asList(asked.toUpperCase(Locale.ROOT).split(",")).contains(notify);
    }

    String word() {
        return word;
    }

    String subject() {
        return subject;
    }
}
