/**
 * Answers mail for people who are away, as RFC 3834 wants it: {@code "|vacation anna"} in a forward file leads here.
 *
 * <p>{@link org.fingerpost.mailer.vacation.VacationMailer} decides about a message: {@code VacationCall} is what the forward
 * file says, {@code AnswerRules} which mail no machine may answer, {@code Absentee} whether it was for this person, {@code Desk}
 * whether its sender has been answered already; {@code Answer} is what goes out, {@code Reply} hands it to the post office.
 * {@code VacationCommand} is for the shell.
 *
 * <p>Invariants. An answer has a null reverse-path and says that it is one, and nothing of that kind is answered: two of these
 * never answer each other. Within an interval nobody gets two answers and a bounded number of people get one; who gets it is
 * written down first. The files of a user are read and written with that user's rights, or, by a router without privileges,
 * only those that belong to the user. Nothing is ever delivered here, so nothing here can lose a message.
 *
 * <p>Threads. An attempt runs on a thread of the router. For each user there is one answer at a time; who waits gives up after
 * half a minute and is deferred.
 */
package org.fingerpost.mailer.vacation;
