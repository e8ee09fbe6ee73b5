package org.fingerpost.table.standard;

import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Asks one server. Connections are kept for the next question; each is used by one thread at a time. Any thread.
 */
final class Server implements AutoCloseable {

    private static final int MAX_CONNECTIONS = 16;

    private final ServerAddress address;
    private final Framing framing;
    private final Semaphore places = new Semaphore(MAX_CONNECTIONS);
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    Server(ServerAddress address, Framing framing) {
        this.address = address;
        this.framing = framing;
    }

    /**
     * The answer to {@code question}, octets.
     *
     * @param deadline in {@link System#nanoTime}
     * @throws IOException if the server is not there, breaks the protocol or takes too long; the message names it
     */
    String ask(String question, long deadline) throws IOException {
        try {
            if (!places.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw new IOException("too many look-ups at once");
            }
            try {
                return askOnce(question, deadline);
            } finally {
                places.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(address + ": interrupted", e);
        } catch (IOException e) {
            throw new IOException(address + ": " + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()), e);
        }
    }

    private String askOnce(String question, long deadline) throws IOException {
        for (Connection kept = idle.pollFirst(); kept != null; kept = idle.pollFirst()) {
            if (!kept.isReusable()) {
                kept.close();
                continue;
            }
            try {
                return ask(kept, question, deadline);
            } catch (Connection.ClosedByServerException e) {
                // It was kept for too long: the server has heard nothing of the question.
            }
        }
        return ask(Connection.open(address, deadline), question, deadline);
    }

    private String ask(Connection connection, String question, long deadline) throws IOException {
        boolean answered = false;
        try {
            String answer = connection.ask(framing, question, deadline);
            answered = true;
            return answer;
        } finally {
            if (answered) {
                keep(connection);
            } else {
                connection.close();
            }
        }
    }

    private void keep(Connection connection) {
        idle.addFirst(connection);
        if (closed) {
            close();
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Connection connection = idle.pollFirst(); connection != null; connection = idle.pollFirst()) {
            connection.close();
        }
    }
}
