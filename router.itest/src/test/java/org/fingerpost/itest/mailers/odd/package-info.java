/** A bundle with a table and a rule set that do everything wrong. */
package org.fingerpost.itest.mailers.odd;
