/**
 * Hops 2 and 4: sessions, transactions, and the content of a message on its way to stable storage.
 *
 * <p>{@code RouterPostOffice} admits clients and begins a {@code MailTransaction} for each message: {@code PolicyChecks} judge it
 * step by step, {@code core.request} what its sender asks for. A {@code MessageContent} takes its octets; {@code Correction} puts
 * right what a {@code Submitter} hands in, {@code ContentChecks} and {@code MessageFilters} judge it, and {@code Intake} is where
 * it is put. {@code Inquiries} are VRFY, EXPN and ETRN; a {@code Rehearsal} says what a client would be answered.
 *
 * <p>Invariants. A generation of the policy is pinned by a session's question or a transaction and let go at its end. What is
 * accepted is on stable storage; what is not leaves nothing behind. Nothing throws for what a client sends.
 *
 * <p>Threads. A transaction and its content are of one thread at a time; the store completes the last stage on its own.
 */
package org.fingerpost.core.submit;
