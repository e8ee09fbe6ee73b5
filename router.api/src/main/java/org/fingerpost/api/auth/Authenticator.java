package org.fingerpost.api.auth;

import java.util.Set;

import org.fingerpost.api.mail.Origin;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Knows people by their passwords or tokens: the server's side of SASL (RFC 4422). A service; of several, a mechanism is the
 * highest-ranking one's that has it. Any thread.
 */
@ConsumerType
public interface Authenticator {

    /**
     * The mechanisms that it can do now, in upper case: {@code PLAIN}, {@code SCRAM-SHA-256} …; none if whom it asks is not
     * there. Does not block.
     */
    Set<String> mechanisms();

    /**
     * Begins an exchange. What the client says first, if anything, is given to {@link Exchange#respond}.
     *
     * @param mechanism one of {@link #mechanisms}
     * @param client    who wants to be known
     */
    Exchange begin(String mechanism, Origin client);
}
