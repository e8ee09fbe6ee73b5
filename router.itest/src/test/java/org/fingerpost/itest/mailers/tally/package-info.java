/** A mailer that counts, deployed by tests. */
package org.fingerpost.itest.mailers.tally;
