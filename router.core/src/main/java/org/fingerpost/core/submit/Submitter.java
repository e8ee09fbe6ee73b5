package org.fingerpost.core.submit;

import org.fingerpost.api.mail.Origin;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.request.Requests;
import org.fingerpost.core.request.Terms;

/**
 * Who hands a message in.
 *
 * @param origin     by which way
 * @param submission whether it is his own, so that what he left out is put in
 * @param terms      what he may ask for
 */
record Submitter(Origin origin, boolean submission, Terms terms) {

    /** What he may ask for under this policy. */
    Requests requests(Generation generation) {
        return new Requests(terms, origin, () -> generation.relaying().isTrusted(origin));
    }
}
