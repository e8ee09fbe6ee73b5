package org.fingerpost.listener.smtp;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.submit.Content;
import org.fingerpost.api.submit.SubmissionException;
import org.fingerpost.api.submit.Transaction;
import org.fingerpost.api.submit.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All state of one mail transaction: envelope, content, commit. It is dropped whole. Confined to the session's task.
 */
final class Submission {

    private static final Logger LOG = LoggerFactory.getLogger(Submission.class);

    private final Transaction transaction;
    private final long maxBytes;
    private int recipients;
    private boolean refusedAny;
    private Content content;
    private DataDecoder decoder;
    private long size;
    private boolean broken;

    /** @param maxBytes of the content; 0 for any size */
    Submission(Transaction transaction, long maxBytes) {
        this.transaction = transaction;
        this.maxBytes = maxBytes;
    }

    Verdict mail(ReversePath sender) {
        return transaction.mail(sender);
    }

    Verdict rcpt(Recipient recipient) {
        Verdict verdict = transaction.rcpt(recipient);
        if (verdict.isAccepted()) {
            recipients++;
        } else {
            refusedAny = true;
        }
        return verdict;
    }

    /** Recipients that were accepted. */
    int recipients() {
        return recipients;
    }

    /** The answer to DATA when there are no recipients: no mistake of a client that pipelines, if it named some. */
    Reply withoutRecipients() throws BadCommand {
        if (refusedAny) {
            return Reply.of(554, "5.5.1", "no valid recipients");
        }
        throw new BadCommand(503, "5.5.1", "need RCPT first");
    }

    void beginContent(BareNewlines bareNewlines) throws SubmissionException {
        content = transaction.content();
        decoder = new DataDecoder(bareNewlines, this::write);
    }

    /** Takes octets as received. Whether the content is complete. */
    boolean receive(ByteBuffer input) {
        return decoder.decode(input);
    }

    /** The client is to send to the end whatever happens: trouble is kept for {@link #complaint}, and nothing more is written. */
    private void write(byte[] octets, int offset, int length) {
        size += length;
        if (broken || isTooLarge()) {
            return;
        }
        try {
            content.write(octets, offset, length);
        } catch (RuntimeException | Error e) {
            LOG.error("the router failed while it took content", e);
            broken = true;
        }
    }

    private boolean isTooLarge() {
        return maxBytes > 0 && size > maxBytes;
    }

    /** Why the complete content is not even offered to the router; empty if it is to be committed. */
    Optional<Reply> complaint(BareNewlines bareNewlines) {
        if (decoder.sawBareNewline() && bareNewlines == BareNewlines.REJECT) {
            return Optional.of(Reply.of(554, "5.6.0", "bare <CR> or <LF> received: lines must end with CRLF (RFC 5321 2.3.8)"));
        }
        if (isTooLarge()) {
            return Optional.of(Reply.of(552, "5.3.4", "message is larger than " + maxBytes + " octets"));
        }
        return broken ? Optional.of(SmtpSession.ROUTER_FAILED) : Optional.empty();
    }

    /** Completed with the verdict on the whole message; exceptionally only if the post office does what it promises not to do. */
    CompletionStage<Verdict> commit() {
        return content.commit();
    }

    /** Gives up what has not been committed. */
    void close() {
        try {
            transaction.close();
        } catch (RuntimeException | Error e) {
            LOG.error("the router failed while a transaction was closed", e);
        }
    }
}
