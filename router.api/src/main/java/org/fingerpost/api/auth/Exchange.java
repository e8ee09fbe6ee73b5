package org.fingerpost.api.auth;

import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

/** One authentication under way. One call at a time; the next one after the stage of the last has completed. */
@ConsumerType
public interface Exchange extends AutoCloseable {

    /** What comes next. */
    @ProviderType
    sealed interface Step {

        /** The client is to be sent this; octets. */
        record Challenge(byte[] octets) implements Step {
        }

        /**
         * The client is who it says.
         *
         * @param user       whom it acts as: octets, one line, not empty
         * @param additional what a mechanism ends with, sent as a last challenge that wants an empty response; octets, mostly
         *                   none
         */
        record Authenticated(String user, byte[] additional) implements Step {
        }

        /** It is not, or it gave nonsense. What was wrong is for the log, not for the client; one line. */
        record Refused(String reason) implements Step {
        }

        /** Nobody can say now: try again later. One line for the log. */
        record Unavailable(String reason) implements Step {
        }
    }

    /**
     * Takes the client's next response: octets, decoded; none for an initial response that is missing or empty.
     *
     * @return completed on any thread, in seconds at most, always normally
     */
    CompletionStage<Step> respond(byte[] response);

    /** Ends it, wherever it is. */
    @Override
    void close();
}
