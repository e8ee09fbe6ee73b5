package org.fingerpost.listener.smtp;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.fingerpost.api.submit.Content;
import org.fingerpost.api.submit.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The content of a message on its way to the router: counted, and not handed on once there is something wrong with it. Confined
 * to the session's task.
 */
final class IncomingContent {

    private static final Logger LOG = LoggerFactory.getLogger(IncomingContent.class);
    private static final Verdict FAILED = Verdict.of(451, "4.3.0", "local error, try again later");

    private final Content content;
    private final long maxBytes;
    private long size;
    private boolean broken;

    /** @param maxBytes that it may have; 0 for any size */
    IncomingContent(Content content, long maxBytes) {
        this.content = content;
        this.maxBytes = maxBytes;
    }

    /** The client is to send to the end whatever happens: trouble is kept for {@link #complaint}, and nothing more is written. */
    void write(byte[] octets, int offset, int length) {
        size += length;
        if (broken || exceeds(size)) {
            return;
        }
        try {
            content.write(octets, offset, length);
        } catch (RuntimeException | Error e) {
            LOG.error("the router failed while it took content", e);
            broken = true;
        }
    }

    /** Whether it will be too large with so many octets more. */
    boolean hasNoRoomFor(long octets) {
        return exceeds(octets > Long.MAX_VALUE - size ? Long.MAX_VALUE : size + octets);
    }

    private boolean exceeds(long octets) {
        return maxBytes > 0 && octets > maxBytes;
    }

    Reply tooLarge() {
        return Reply.of(552, "5.3.4", "message is larger than " + maxBytes + " octets");
    }

    /**
     * Why it is not even offered to the router; empty if it is to be committed.
     *
     * @param bareNewline whether it has a CR or LF where it may not
     */
    Optional<Reply> complaint(boolean bareNewline) {
        if (bareNewline) {
            return Optional.of(Reply.of(554, "5.6.0", "bare <CR> or <LF> received: lines must end with CRLF (RFC 5321 2.3.8)"));
        }
        if (exceeds(size)) {
            return Optional.of(tooLarge());
        }
        return broken ? Optional.of(Reply.of(FAILED)) : Optional.empty();
    }

    /** Completed with the verdict on the whole message, always normally. */
    CompletionStage<Verdict> commit() {
        try {
            return content.commit().handle(IncomingContent::verdict);
        } catch (RuntimeException | Error e) {
            return CompletableFuture.completedFuture(verdict(null, e));
        }
    }

    /** The post office promises neither to fail nor to say nothing. */
    private static Verdict verdict(Verdict given, Throwable failure) {
        if (given == null) {
            LOG.error("the router failed when it was to commit a message", failure);
            return FAILED;
        }
        return given;
    }
}
