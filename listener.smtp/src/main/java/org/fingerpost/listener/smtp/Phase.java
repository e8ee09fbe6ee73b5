package org.fingerpost.listener.smtp;

/** How far a session has come. */
enum Phase {
    /** Who the client is is being found out; it has not been greeted. */
    ARRIVING,
    /** The client has not said HELO or EHLO. */
    CONNECTED,
    /** It has; no transaction is open. */
    GREETED,
    /** A transaction has its sender and no accepted recipient. */
    SENDER,
    /** It has at least one accepted recipient. */
    RECIPIENTS,
    /** Part of the content has come by BDAT; more chunks will. */
    CHUNKS,
    /** Octets are content: up to CRLF.CRLF, or a chunk of so many. */
    CONTENT,
    /** The content is complete and its commit is under way; nothing is read. */
    COMMIT,
    /** The last reply has been given. */
    OVER
}
