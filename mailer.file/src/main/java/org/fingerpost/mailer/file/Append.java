package org.fingerpost.mailer.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Clock;
import java.time.ZonedDateTime;

import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.UnixText;
import org.fingerpost.api.mailer.UnixText.Quoting;

/**
 * One message for an mbox file, until it is there or it is known that it is not. Made by the thread that delivers it, written by
 * the one that has the turn.
 */
final class Append {

    private final Delivery delivery;
    private final Quoting quoting;
    private final Clock clock;
    private final Access access;
    private long count;
    private volatile boolean revoked;
    private volatile boolean over;
    private volatile Throwable trouble;

    Append(Delivery delivery, Quoting quoting, Clock clock, Access access) {
        this.access = access;
        this.delivery = delivery;
        this.quoting = quoting;
        this.clock = clock;
    }

    /** In whose name. */
    Access access() {
        return access;
    }

    /** Octets of the body. */
    long size() {
        return delivery.message().body().size();
    }

    /** Writes it, not yet flushed to disk. */
    void write(FileChannel channel, long at, String separator) throws IOException {
        UnixText text = new UnixText(new RightsOutput(channel.position(at), access.content()), quoting);
        try {
            text.write(separator);
            text.write(UnixText.fromLine(delivery.sender(), ZonedDateTime.now(clock)) + "\n");
            text.write(delivery.message(), delivery::progress);
            text.write("\n");
            text.flush();
        } finally {
            count = text.count();
        }
    }

    /** Octets written, at most; for the writing thread. 0 once it is over. */
    long count() {
        return over ? 0 : count;
    }

    /** It is on disk. */
    void done() {
        over = true;
    }

    /** It is not in the file; harmless if that is known already, or if it is. */
    void fail(Throwable why) {
        if (!over) {
            trouble = why;
            over = true;
        }
    }

    boolean isOver() {
        return over;
    }

    /** Its own thread is wanted elsewhere: it is not to be written if it has not been. */
    void revoke() {
        revoked = true;
    }

    boolean isRevoked() {
        return revoked;
    }

    /** Returns if it is there. */
    void require() throws IOException, UndeliverableException, InterruptedException {
        if (trouble instanceof IOException e) {
            throw e;
        } else if (trouble instanceof UndeliverableException e) {
            throw e;
        } else if (trouble instanceof InterruptedException e) {
            throw e;
        } else if (trouble != null) {
            throw new IllegalStateException("writing the mailbox failed", trouble);
        }
    }
}
