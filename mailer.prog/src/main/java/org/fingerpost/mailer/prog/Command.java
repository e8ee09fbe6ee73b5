package org.fingerpost.mailer.prog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A program with all that it is given but its input.
 *
 * @param arguments   the path of what is started, then its arguments
 * @param directory   in which it is started
 * @param environment all of it
 * @param actor       in whose name
 * @param program     what is run at last, for people
 * @param whenFails   the exit status to give in place of any other but 0
 */
record Command(List<String> arguments, Path directory, Map<String, String> environment, Actor actor, String program,
               OptionalInt whenFails) {

    /** What has been started. */
    record Run(Process process, ProcessFamily family) {
    }

    /** Starts it with pipes for its input, its output and what it says of errors. */
    Run start() throws NotRunnableException {
        return start(new ProcessBuilder(arguments));
    }

    /**
     * Starts it with {@code input} as its standard input and one pipe for all its output.
     *
     * @throws NotRunnableException if the system does not run it
     */
    Run start(Path input) throws NotRunnableException {
        return start(new ProcessBuilder(arguments).redirectInput(input.toFile()).redirectErrorStream(true));
    }

    private Run start(ProcessBuilder builder) throws NotRunnableException {
        String mark = Long.toHexString(ThreadLocalRandom.current().nextLong());
        Map<String, String> variables = new TreeMap<>(environment);
        if (actor.account().isPresent()) {
            variables.put(ProcessFamily.MARK, mark);
        }
        builder.directory(directory.toFile()).environment().clear();
        builder.environment().putAll(variables);
        try {
            Process process = builder.start();
            return new Run(process, new ProcessFamily(process, actor, mark));
        } catch (IOException e) {
            throw new NotRunnableException(e.getMessage());
        }
    }
}
