/**
 * What an operator sees of the running router: gogo commands {@code router:*} that list what is plugged in and what is queued,
 * and the shell's commands {@code console}, {@code queue} and {@code status}, which come over the control socket.
 *
 * <p>Everything here looks and tells; only {@code queue hold, release, retry} and {@code remove} change something, through
 * {@code QueueControl}. Services are listed by their references, so listing a bundle's service never starts it.
 *
 * <p><b>Threads.</b> Commands run on the threads of their callers. A command line of the Felix console runs on a thread of its
 * session, so that one that hangs can be given up.
 *
 * <p>Texts from mail are octets; what could command a terminal is shown as a question mark.
 */
package org.fingerpost.console;
