package org.fingerpost.mailer.prog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A program with all that it is given but its input.
 *
 * @param arguments   the path of the program, then its arguments from number 1 on
 * @param directory   in which it runs
 * @param environment all of it
 */
record Command(List<String> arguments, Path directory, Map<String, String> environment) {

    /** Starts it with pipes for its input, its output and what it says of errors. */
    Process start() throws NotRunnableException {
        return start(builder());
    }

    /**
     * Starts it with {@code input} as its standard input and one pipe for all its output.
     *
     * @throws NotRunnableException if the system does not run it
     */
    Process start(Path input) throws NotRunnableException {
        return start(builder().redirectInput(input.toFile()).redirectErrorStream(true));
    }

    private ProcessBuilder builder() {
        ProcessBuilder builder = new ProcessBuilder(arguments).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }

    private static Process start(ProcessBuilder builder) throws NotRunnableException {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new NotRunnableException(e.getMessage());
        }
    }
}
