/**
 * SASL with passwords that a lookup table has: PLAIN (RFC 4616), LOGIN, SCRAM-SHA-256 (RFC 5802, RFC 7677).
 *
 * <p>{@code TableAuthenticator} is the service; {@code Accounts} finds an {@code Account} in a file ({@code CredentialsFile}) or
 * a table; a {@code Verifier} checks a password by its {@code Credential}, a {@code ScramResponder} talks the longer way. {@code
 * PasswordCommand} writes the file.
 *
 * <p>Invariants. What is stored is never a password but what one can be checked by. Who is not known goes the same way as who is,
 * up to the end, so that nobody learns who has an account. A table that cannot answer refuses nobody.
 *
 * <p>Threads. Look-ups and computing run on a few threads of the bundle's own.
 *
 * <p>Bounds. A thousand responses wait for them; a response takes thirty seconds at most; iterations of a credential are limited.
 */
package org.fingerpost.auth.table;
