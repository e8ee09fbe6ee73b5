/**
 * What the server offers beyond RFC 821: extensions, the lines of the answer to EHLO, and the parameters that they bring to MAIL
 * and RCPT.
 *
 * <p>Everything here is a value or a table; nothing knows of a session. A session says in which {@code Circumstances} it is, and
 * {@code Offering} says what it offers in them: the same answer decides what EHLO lists and which parameters are taken.
 *
 * <p><b>Invariants.</b> A parameter is taken only while its extension is offered, in the form that its RFC gives, and once. What
 * passes goes on unread, so whatever comes after may rely on the form.
 *
 * <p>Threads. All types are immutable.
 */
package org.fingerpost.listener.smtp.extension;
