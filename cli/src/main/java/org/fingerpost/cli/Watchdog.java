package org.fingerpost.cli;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * Closes a connection whose other end lets us wait for too long; whoever waits then gets an exception. Time that passes in
 * waiting for our own standard input does not count. Its lock guards the time.
 */
final class Watchdog extends Thread {

    private final SocketChannel connection;
    private final long limitMillis;
    private boolean armed;
    private boolean dismissed;
    private boolean bitten;
    private long since;

    Watchdog(SocketChannel connection, long limitMillis) {
        super("watchdog");
        setDaemon(true);
        this.connection = connection;
        this.limitMillis = limitMillis;
    }

    /**
     * Connects, on watch from now on.
     *
     * @throws IOException if nobody answers there, or this user may not connect; the connection is closed then
     */
    void connect(Path socket) throws IOException {
        start();
        arm();
        try {
            connection.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException | RuntimeException e) {
            end();
            throw e;
        }
    }

    /** Closes the connection; nothing is to be watched then. */
    void end() {
        dismiss();
        try {
            connection.close();
        } catch (IOException e) {
            return; // the process is about to end
        }
    }

    synchronized void arm() {
        since = System.nanoTime();
        armed = true;
    }

    synchronized void disarm() {
        armed = false;
    }

    private synchronized void dismiss() {
        dismissed = true;
        notifyAll();
    }

    synchronized boolean hasBitten() {
        return bitten;
    }

    @Override
    public void run() {
        if (waitForTrouble()) {
            try {
                connection.close();
            } catch (IOException e) {
                // Whoever waits on it will find out.
                return;
            }
        }
    }

    private synchronized boolean waitForTrouble() {
        try {
            while (!dismissed && !bitten) {
                wait(Math.max(1, limitMillis / 10));
                bitten = armed && System.nanoTime() - since > limitMillis * 1_000_000;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return bitten && !dismissed;
    }
}
