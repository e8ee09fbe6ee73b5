package org.fingerpost.listener.smtp;

/** What becomes of a CR or LF that is not part of a CRLF (RFC 5321 §2.3.8). Neither of the two ever lets it end the content. */
enum BareNewlines {
    /** The message is refused after its end, a command at once. */
    REJECT,
    /** In content each becomes a CRLF; a command may end with a bare LF. */
    NORMALIZE
}
