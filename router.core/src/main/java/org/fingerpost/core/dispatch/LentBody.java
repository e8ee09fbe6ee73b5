package org.fingerpost.core.dispatch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;

import org.fingerpost.api.mail.Body;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A body as a mailer gets it: for one attempt. Streams that are open when the attempt ends are closed, so that a mailer that
 * forgets to do so does not eat the router's file descriptors, and one that was given up cannot deliver after all. Any thread.
 */
final class LentBody implements Body {

    private static final Logger LOG = LoggerFactory.getLogger(LentBody.class);

    private final Body body;
    private final Set<Lent> open = new HashSet<>();
    private boolean ended;

    LentBody(Body body) {
        this.body = body;
    }

    @Override
    public long size() {
        return body.size();
    }

    @Override
    public InputStream open() throws IOException {
        Lent stream = new Lent(body.open());
        synchronized (this) {
            if (!ended) {
                open.add(stream);
                return stream;
            }
        }
        stream.close();
        throw new IOException("the attempt has ended");
    }

    /** Ends the loan. Never fails. */
    void end() {
        Set<Lent> left;
        synchronized (this) {
            ended = true;
            left = Set.copyOf(open);
            open.clear();
        }
        left.forEach(Lent::revoke);
    }

    private synchronized void returned(Lent stream) {
        open.remove(stream);
    }

    /** Reading and closing exclude each other: the descriptor that is closed may be another message's in the next moment. */
    private final class Lent extends FilterInputStream {

        private boolean closed;

        Lent(InputStream in) {
            super(in);
        }

        @Override
        public synchronized int read() throws IOException {
            requireOpen();
            return in.read();
        }

        @Override
        public synchronized int read(byte[] octets, int offset, int length) throws IOException {
            requireOpen();
            return in.read(octets, offset, length);
        }

        @Override
        public synchronized long skip(long octets) throws IOException {
            requireOpen();
            return in.skip(octets);
        }

        @Override
        public synchronized int available() throws IOException {
            requireOpen();
            return in.available();
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public void close() throws IOException {
            returned(this);
            synchronized (this) {
                closed = true;
                in.close();
            }
        }

        void revoke() {
            try {
                close();
            } catch (IOException e) {
                LOG.debug("a body could not be closed", e);
            }
        }

        private void requireOpen() throws IOException {
            if (closed) {
                throw new IOException("the stream is closed, or the attempt has ended");
            }
        }
    }
}
