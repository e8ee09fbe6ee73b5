/**
 * Who has an account on this machine: the service {@code Accounts}, and the table type {@code user}.
 *
 * <p>The passwd file is asked first, held in memory and read again when it has changed. For names that it does not have, {@code
 * getent} asks what else the machine's name service knows (LDAP, systemd …); its answers, positive and negative, are kept for a
 * while. A name is data from outside: it reaches {@code getent} as one argument of its own and only if it is spelt like a login
 * name.
 *
 * <p>Look-ups run on any threads and wait at most a few seconds. The bundle has no threads of its own; the processes that it
 * starts are killed when they take too long.
 */
package org.fingerpost.table.passwd;
