/**
 * Hops 7 and 8: fresh routes for the recipients that are due, batches by (mailer, host), and one watched call of the mailer for
 * each batch.
 */
package org.fingerpost.core.dispatch;
