/**
 * Acts for users of a Unix machine. A {@code ThreadStage} gives the calling thread a user's ids by system calls, and its own
 * back; {@code CommandLines} puts setpriv(1) and prlimit(1) before programs.
 * {@link org.fingerpost.user.posix.PosixImpersonation} decides once, when it starts, whether the router may do any of it.
 *
 * <p>Invariants. Nobody becomes root. A thread that has been a user has its own ids again when the work is over, or does not go
 * on. A router that may become users but cannot (JNA's native part is not usable) does nothing in their names, rather than as
 * root.
 *
 * <p>While a thread is a user it may read what that user may read: classes come out of files that are open already, but a log
 * file that is begun anew would be the user's. So log, look up services and load what is the router's before and after, not
 * within.
 *
 * <p>Threads. Any; the bundle has none of its own.
 */
package org.fingerpost.user.posix;
