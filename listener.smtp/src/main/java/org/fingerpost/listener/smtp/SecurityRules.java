package org.fingerpost.listener.smtp;

import java.time.Duration;

import org.fingerpost.api.instance.Networks;

/**
 * What sessions are held to where TLS, passwords and proxies are concerned.
 *
 * @param authInClear    whether passwords are taken without TLS
 * @param submissionTls  whether submission demands TLS
 * @param submissionAuth whether submission demands that the client has authenticated
 * @param xclient        who may say that it speaks for another client (XCLIENT)
 * @param proxies        who sends a PROXY header before anything else
 * @param handshake      how long a handshake may take, and a PROXY header
 */
record SecurityRules(boolean authInClear, boolean submissionTls, boolean submissionAuth, Networks xclient, Networks proxies,
        Duration handshake) {

    static final SecurityRules DEFAULT =
            new SecurityRules(false, true, true, Networks.NONE, Networks.NONE, Duration.ofMinutes(1));
}
