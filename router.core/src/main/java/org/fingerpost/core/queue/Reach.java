package org.fingerpost.core.queue;

/** What an attempt tells of its destination, whatever became of the message. */
public enum Reach {
    /** It answered: it took the message, refused it or put it off. */
    REACHED,
    /** It could not be reached, takes nothing now, or not on the terms that are set: the next message would fare no better. */
    UNREACHED,
    /** Nothing: the trouble was on our own side. */
    UNKNOWN
}
