/**
 * The shell's end of the router's sockets: {@code sendmail}, {@code mailq}, {@code newaliases}, {@code rmail} and
 * {@code fingerpost COMMAND}. It hands over octets and decides nothing: who the user is and what is allowed the router finds out
 * from the kernel. When no router answers, a message is left in the drop folder.
 *
 * <p>{@code sendmail -bs} is connected to the router's socket for SMTP ({@code SmtpRelay}); the other commands speak frames with
 * it ({@code RouterConnection}).
 *
 * <p>A program starts for every message, so this one must start fast: on the way of a call there are no lambdas, streams, regular
 * expressions, formatters or logging, and only what one class file needs is loaded. One thread does everything, in lock step with
 * the router's frames; a second one only watches the time. {@code -bs} has one more, for standard input.
 *
 * <p>Strings hold octets, one char each (ISO 8859-1): arguments go to the router exactly as the shell gave them.
 */
package org.fingerpost.cli;
