/** A bundle with a mailer that cannot be made. */
package org.fingerpost.itest.mailers.stillborn;
