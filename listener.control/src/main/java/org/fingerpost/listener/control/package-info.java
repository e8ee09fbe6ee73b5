/**
 * The router's side of the shell: two Unix-domain sockets, the {@code sendmail} command behind them, and the drop folder.
 *
 * <p><b>Sockets.</b> {@code run/control} (mode 0600) is for the router's own user and root and takes every command;
 * {@code run/submit} (mode 0666) is for every user and takes the commands that are for everyone. Who is at the other end is what
 * the kernel says, never what the client says. Each connection is one command: arguments and a few variables, then standard
 * input when the command asks for it, output, and an exit status. See {@link org.fingerpost.listener.control.Frame} for the
 * frames.
 *
 * <p><b>Invariants.</b> Nothing that a client sends is held in memory beyond the limits of one request and one frame. A frame
 * that makes no sense ends its own connection only. Client and command go at the slower one's speed: input is sent only when it
 * is asked for, output blocks.
 *
 * <p><b>Threads.</b> One accepts for each socket, one watches for idle peers, one scans the drop folder, and each connection has
 * a thread of a bounded pool. None is ever interrupted, because an interrupt would close files of the spool under others; what
 * waits for a peer is ended by closing its channel.
 */
package org.fingerpost.listener.control;
