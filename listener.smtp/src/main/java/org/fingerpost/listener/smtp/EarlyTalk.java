package org.fingerpost.listener.smtp;

/** What becomes of a client that talks before it is greeted (RFC 5321 §4.3.1). */
enum EarlyTalk {
    /** It is told so, and the connection is closed. */
    REJECT,
    /** Nothing. */
    ACCEPT
}
