package org.fingerpost.mailer.smtp;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The dialogue's way to the server. None of these waits. */
interface Wire {

    /** Writes these at once. */
    void send(List<CommandLine> lines);

    /** Begins to write the content and the final dot; when all is written the dialogue is told so. */
    void sendContent();

    /** Writes the next chunk of the content, with the BDAT before it; when it is written the dialogue is told so. */
    void sendChunk();

    /** Whether TLS can be had on this side. */
    boolean canSecure();

    /** Whatever comes and goes from now on is TLS; the dialogue is told when that is agreed upon, or cannot be. */
    void secure();

    /** What nobody can guess: printable, without a comma. */
    String nonce();

    /** Computes what takes long; {@code then} is called as other events are, with the result. What is thrown is a bug. */
    <T> void compute(Supplier<T> work, Consumer<T> then);

    /** Drops the connection and what has not been written yet. */
    void close();
}
