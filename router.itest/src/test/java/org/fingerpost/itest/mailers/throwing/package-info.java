/** A mailer that misbehaves, deployed by tests. */
package org.fingerpost.itest.mailers.throwing;
