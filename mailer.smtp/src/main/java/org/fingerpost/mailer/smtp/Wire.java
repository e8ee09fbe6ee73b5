package org.fingerpost.mailer.smtp;

import java.util.List;

/** The dialogue's way to the server. None of these waits. */
interface Wire {

    /** Writes these at once. */
    void send(List<CommandLine> lines);

    /** Begins to write the content and the final dot; when all is written the dialogue is told so. */
    void sendContent();

    /** Drops the connection and what has not been written yet. */
    void close();
}
