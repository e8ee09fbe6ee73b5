package org.fingerpost.listener.smtp;

/** What a proxy has sent is no header. The message says why. */
final class BadProxyHeader extends Exception {

    private static final long serialVersionUID = 1L;

    BadProxyHeader(String message) {
        super(message, null, false, false);
    }
}
