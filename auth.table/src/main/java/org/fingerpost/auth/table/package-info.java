/**
 * SASL with passwords that a lookup table has: PLAIN (RFC 4616), LOGIN, SCRAM-SHA-256 (RFC 5802, RFC 7677).
 *
 * <p>What is stored is never a password but what one can be checked by ({@code Credential}). Who is not known goes the same way
 * as who is, up to the end, so that nobody learns who has an account. Look-ups and computing run on a few threads of the bundle's
 * own.
 */
package org.fingerpost.auth.table;
