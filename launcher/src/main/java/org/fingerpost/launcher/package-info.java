/**
 * Starts a router: makes the instance if it is new, checks its settings, runs Felix with the bundles of the installation and says
 * {@code ready} when the listeners take connections.
 *
 * <p>Everything that ends a start is a {@link org.fingerpost.launcher.StartRefused}: an exit status and lines for standard error.
 * Standard output has one line, {@code ready …}; all else goes to the log of the instance, which is written by bundles and
 * therefore reached through {@link org.fingerpost.launcher.RouterLog}.
 *
 * <p>Threads: {@code main} waits for the start and then for the framework's end; {@code framework-start} starts the bundles, so
 * that one that hangs does not keep the start from being given up; the shutdown hook stops the framework.
 */
package org.fingerpost.launcher;
