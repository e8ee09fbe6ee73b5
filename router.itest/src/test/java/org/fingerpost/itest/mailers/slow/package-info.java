/** A bundle with a mailer that takes its time. */
package org.fingerpost.itest.mailers.slow;
