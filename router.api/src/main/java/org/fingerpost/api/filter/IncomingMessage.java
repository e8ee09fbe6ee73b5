package org.fingerpost.api.filter;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.QueueId;

/**
 * A message that is complete and not yet in the queue.
 *
 * @param id     the name that it will have there
 * @param header as it came
 * @param body   as it came; to be read until the stage of the step has completed, and no longer
 */
public record IncomingMessage(QueueId id, Header header, Body body) {
}
