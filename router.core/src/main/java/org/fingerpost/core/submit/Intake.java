package org.fingerpost.core.submit;

import java.io.IOException;
import java.util.concurrent.CompletionStage;

import org.fingerpost.api.queue.Draft;
import org.fingerpost.api.queue.Job;

/** Where new messages are put: the queue, as those see it who hand mail in. */
public interface Intake {

    /** A place to collect a message. */
    Draft create() throws IOException;

    /** Makes the message durable and queues it. */
    CompletionStage<Void> commit(Draft draft, Job job);
}
