/**
 * Authentication of clients (SASL, RFC 4422): services {@link org.fingerpost.api.auth.Authenticator}, one bundle for each
 * way to know people.
 *
 * <p>Invariants. Who cannot be asked now is no refusal. A password is in no log line and in no exception.
 *
 * <p>Threads. An {@code Authenticator} is called on any; its {@code Exchange} by one at a time, and it answers with stages:
 * nobody waits for it.
 */
@Export
@Version("1.0.0")
package org.fingerpost.api.auth;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
