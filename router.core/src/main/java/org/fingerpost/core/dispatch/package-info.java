/**
 * Hops 7 and 8: fresh routes for the recipients that are due, batches by (mailer, host, sender, user), and one watched call of
 * the mailer for each batch; {@code Identities} says in whose name. {@code JobRun} is a round of work on one job, {@code
 * BatchFlow} gets its batches to their destinations as there are places, {@code JobRecord} knows what becomes of each recipient.
 */
package org.fingerpost.core.dispatch;
