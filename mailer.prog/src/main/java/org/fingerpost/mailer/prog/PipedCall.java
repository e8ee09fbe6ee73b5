package org.fingerpost.mailer.prog;

import org.fingerpost.api.mailer.Programs;
import org.fingerpost.api.mailer.RunningProgram;
import org.fingerpost.api.mailer.UnusableProgramException;

/** A command whose program is talked with; how long it may run is for who talks with it. */
record PipedCall(Command command, Limits limits) implements Programs.Call {

    @Override
    public RunningProgram start() throws UnusableProgramException {
        try {
            Command.Run run = command.start();
            ProgramOutput errors = ProgramOutput.collect(run.process().getErrorStream(), limits.maxOutputBytes(),
                    command.arguments().get(0));
            return new PipedProgram(run.process(), run.family(), errors, limits.grace());
        } catch (NotRunnableException e) {
            throw new UnusableProgramException(e.outcome());
        }
    }

    @Override
    public String toString() {
        return command.toString();
    }
}
