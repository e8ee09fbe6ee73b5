package org.fingerpost.mailer.prog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a program writes: the beginning is kept, the rest is read and thrown away so that the program is not held up. A daemon
 * thread of its own reads, until nobody can write any more.
 */
final class ProgramOutput {

    private static final Logger LOG = LoggerFactory.getLogger(ProgramOutput.class);

    private final InputStream in;
    private final int maxBytes;
    private final Thread reader;
    /** Guarded by itself. */
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    private ProgramOutput(InputStream in, int maxBytes, String name) {
        this.in = in;
        this.maxBytes = maxBytes;
        this.reader = new Thread(this::read, "mailer.prog output " + name);
        reader.setDaemon(true);
    }

    /** @param name of the run, for the name of the thread */
    static ProgramOutput collect(InputStream in, int maxBytes, String name) {
        ProgramOutput output = new ProgramOutput(in, maxBytes, name);
        output.reader.start();
        return output;
    }

    private void read() {
        byte[] chunk = new byte[8192];
        try (in) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                keep(chunk, n);
            }
        } catch (IOException e) {
            LOG.debug("output of a program ended with {}", e.toString());
        }
    }

    private void keep(byte[] chunk, int length) {
        synchronized (kept) {
            kept.write(chunk, 0, Math.min(length, maxBytes - kept.size()));
        }
    }

    /**
     * What is kept: octets, without line ends at the end. Call it when the program has ended: what it wrote is then waited for,
     * but not what the processes write that it left behind.
     *
     * @param patience how long to wait if those hold the pipe open
     */
    String text(Duration patience) throws InterruptedException {
        reader.join(Math.max(1, patience.toMillis()));
        return text();
    }

    /** What is kept by now. */
    String text() {
        synchronized (kept) {
            return kept.toString(StandardCharsets.ISO_8859_1).stripTrailing();
        }
    }
}
