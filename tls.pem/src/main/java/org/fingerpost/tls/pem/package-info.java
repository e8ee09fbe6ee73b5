/**
 * The service {@link org.fingerpost.api.tls.Tls} by the JDK's own TLS, with certificates, keys and authorities from PEM files.
 *
 * <p>What the files say is one immutable value, {@code Material}, swapped whole when they have changed and can be used; what
 * cannot be used is reported and changes nothing. A thread of its own looks at the files every two seconds; another few compute
 * handshakes.
 */
package org.fingerpost.tls.pem;
