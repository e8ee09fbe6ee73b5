package org.fingerpost.api.mailer;

/**
 * What the next hop said, in its own words (RFC 3464 §2.3.6: Diagnostic-Code).
 *
 * @param type     {@code smtp} for a reply, {@code x-unix} for a program's output and exit status
 * @param reporter who said it: host name of the remote server, name of the program; may be empty
 * @param text     octets; lines are separated by LF; at most {@value #MAX_LENGTH} chars, the rest is cut off
 */
public record Diagnostic(String type, String reporter, String text) {

    /** A mailer can say no more than this for one recipient. */
    public static final int MAX_LENGTH = 8192;

    /** Cuts what is too long; CRLF becomes LF. */
    public Diagnostic {
        text = text.replace("\r\n", "\n");
        if (text.length() > MAX_LENGTH) {
            text = text.substring(0, MAX_LENGTH);
        }
    }
}
