/**
 * Whole messages, recorded from sendmail 8.17.1, and what Fingerpost makes of the same: what the mailers' programs are called
 * with and what they read.
 */
package org.fingerpost.itest.recorded;
