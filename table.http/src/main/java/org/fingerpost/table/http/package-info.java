/**
 * Lookup tables that ask name servers by HTTP and read JSON: the table type {@code http}.
 *
 * <p>The JDK's client speaks HTTP/1.1, Gson reads the answers. {@code UrlTemplate} makes a URL of a key, {@code FieldPath} takes
 * the value out of an answer, {@code Servers} asks one server after another, {@code Client} bounds connections, octets and time.
 *
 * <p>Invariants. No key changes where a request goes: whatever is not a letter, digit or harmless mark is percent-encoded, and
 * redirections are not followed. That a key is absent is said only by a server, with 404 or 410, or with {@code null} or an empty
 * array for a value; all other answers, and none, are not now. What is secret goes over TLS, or to this machine.
 *
 * <p>Threads. Look-ups wait on the caller's thread; the client's few threads are daemons called {@code table.http}.
 */
package org.fingerpost.table.http;
