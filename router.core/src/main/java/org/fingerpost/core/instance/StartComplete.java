package org.fingerpost.core.instance;

/**
 * A service that is there once all bundles have been started and all settings apply that were there at the start. What handles
 * mail has a reference to it: a message must not go on its way without the TLS, the credentials or the limits that are set for
 * its destination.
 */
public final class StartComplete {
}
