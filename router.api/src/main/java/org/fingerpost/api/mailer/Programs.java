package org.fingerpost.api.mailer;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Starts the programs of mailer definitions ({@code P=}, {@code A=}, {@code D=}) for mailers that talk with them through pipes:
 * as programs are run that mail is handed to, without a shell and with nothing of the router's environment. A service; any
 * thread.
 */
@ProviderType
public interface Programs {

    /** A program with its arguments, its environment and its folder; equal if all of these are. */
    @ProviderType
    interface Call {

        /**
         * Starts it, which takes as long as the system does.
         *
         * @throws UnusableProgramException if the system does not run it
         */
        RunningProgram start() throws UnusableProgramException;
    }

    /**
     * What is to be run for a delivery.
     *
     * @throws UnusableProgramException if the definition names no program that could be run
     */
    Call call(Delivery delivery) throws UnusableProgramException;
}
