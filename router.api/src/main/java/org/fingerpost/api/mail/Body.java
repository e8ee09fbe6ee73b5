package org.fingerpost.api.mail;

import java.io.IOException;
import java.io.InputStream;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * The body of a message: what follows the empty line after the header. It is never changed and never held in memory as a whole.
 *
 * <p>Shape: octets as on the wire before dot-stuffing. Lines end with CRLF, the last one too; an empty body has no octets. A CR
 * that is not part of a CRLF can occur in mail submitted on the command line; an LF cannot. The one exception is a message whose
 * reverse-path has the parameter {@code BODY=BINARYMIME} (RFC 3030): its body may be any octets, without an end of line at its
 * end. What was announced so and is in fact lines has {@code BODY=8BITMIME} in the queue, so the parameter means what it says.
 */
@ConsumerType
public interface Body {

    /** Octets, CRLFs included. */
    long size();

    /**
     * A new stream of the whole body, unbuffered; the caller closes it. Any number may be open at once, on any threads.
     *
     * @throws IOException if the store cannot give it: trouble on our own side, always a reason to defer
     */
    InputStream open() throws IOException;
}
