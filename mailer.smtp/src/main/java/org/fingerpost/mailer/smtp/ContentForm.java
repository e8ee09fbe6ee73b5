package org.fingerpost.mailer.smtp;

/** How the content is written. */
enum ContentForm {

    /** After DATA: lines, dots doubled, a final dot (RFC 5321 §4.5.2). */
    DOTS,
    /** After BDAT: lines, nothing doubled (RFC 3030 §2). */
    CHUNKS,
    /** After BDAT: octets as they are (RFC 3030 §3). */
    BINARY;

    boolean isChunked() {
        return this != DOTS;
    }
}
