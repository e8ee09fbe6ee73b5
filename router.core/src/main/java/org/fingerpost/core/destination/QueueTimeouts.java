package org.fingerpost.core.destination;

/**
 * The two stages of patience, as far as one place has said.
 *
 * @param warning  after which a sender is told, once, that a recipient has not been reached yet; zero for never
 * @param lifetime after which a recipient that has never been reached is returned
 */
public record QueueTimeouts(Timeouts warning, Timeouts lifetime) {

    public static final QueueTimeouts NONE = new QueueTimeouts(Timeouts.NONE, Timeouts.NONE);
}
