package org.fingerpost.api.control;

import java.io.IOException;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A command that the shell can give to the running router. Register it as a service with {@link CommandName}.
 */
@ConsumerType
public interface ControlCommand {

    /**
     * Runs the command on a thread of its connection; it may block while it reads its input, but not for ever.
     *
     * @return the exit status for the shell, 0 to 255; failures by sysexits
     * @throws IOException if the other end has gone, or as exit status 71 (EX_OSERR) with its message
     */
    int run(Invocation invocation) throws IOException;
}
