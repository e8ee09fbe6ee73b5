/** A bundle with a mailer that does everything wrong. */
package org.fingerpost.itest.mailers.mischief;
