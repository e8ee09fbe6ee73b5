/**
 * The service {@link org.fingerpost.api.tls.Tls} by the JDK's own TLS, with certificates, keys and authorities from PEM files.
 *
 * <p>{@code PemTls} makes engines by what the files say now: one immutable {@code Material} of {@code CertifiedKey}s, chosen
 * among by {@code KeysByName}, and {@code Authorities}, which vouch for peers. {@code FirstCertificate} is what a new instance
 * shows.
 *
 * <p>Invariants. The material is swapped whole when the files have changed and can be used; what cannot be used is reported and
 * changes nothing. A key that everybody may read is not used. Any peer may finish a handshake; whether it is trusted is asked
 * later.
 *
 * <p>Threads. One looks at the files every two seconds; another few compute handshakes.
 *
 * <p>Bounds. Ten thousand handshakes wait for a thread; more are refused.
 */
package org.fingerpost.tls.pem;
