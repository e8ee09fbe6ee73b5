package org.fingerpost.mailer.smtp;

import java.util.function.Consumer;

/** Makes connections of one kind; any thread. */
@FunctionalInterface
interface Connector {

    /**
     * Begins to connect, in bounded time, and does not wait. What happens on the connection is told to {@code connection}.
     *
     * @param failed called instead, once, if it does not come about; with the reason in one line
     */
    void connect(RemoteServer server, Connection connection, Consumer<String> failed);
}
