/**
 * Hands mail to programs, as aliases of the form {@code "|command"} and local delivery agents want it: the message on standard
 * input, an exit status for an answer.
 *
 * <p>{@link org.fingerpost.mailer.prog.ProgMailer} makes one run for a whole batch. {@code Commands} says what is to be run,
 * an {@code Actor} in whose name and with what limits; {@code MessageFiles} has what the program reads, {@code ProgramRun}
 * watches it to its end; what its exit status means is in {@code OutcomeTable} of the API. A {@code PipedProgram} is one that
 * another mailer talks with, by SMTP say.
 *
 * <p>Invariants. A program that a user's file names has that user's rights. No shell but where the policy or the command of an
 * alias asks for one, and no argument but those that it has; the environment has nothing of the router's. A program that reads
 * nothing, writes without end, leaves children behind or never ends costs its own recipients a deferral at most.
 *
 * <p>Threads. An attempt runs on a thread of the router, which only ever waits for a bounded time and can be interrupted: the
 * program reads from a file, not from a pipe that could block us. The output comes through a pipe, since a file could fill the
 * disk; one daemon thread a run reads it to its end, which is at the latest when the last process that has the pipe is gone. So
 * there are never more such threads than processes.
 */
package org.fingerpost.mailer.prog;
