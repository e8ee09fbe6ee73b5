/**
 * Table types that sendmail has built in and that need nothing but the machine: {@code null}, {@code arith}, {@code dequote},
 * {@code arpa}, {@code host}, {@code syslog}, {@code program}, {@code socket}; and Postfix's {@code tcp}.
 *
 * <p>Each type is one class, found by Declarative Services and by {@link java.util.ServiceLoader}. Tables are asked on any
 * threads and have none of their own; those that ask others, a program or a server, do so a few at a time and give up after a few
 * seconds, which is a failure for now.
 */
package org.fingerpost.table.standard;
