package org.fingerpost.listener.smtp;

import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.submit.SubmissionException;
import org.fingerpost.api.submit.Transaction;
import org.fingerpost.api.submit.Verdict;
import org.fingerpost.listener.smtp.extension.Parameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All state of one mail transaction: envelope, content. It is dropped whole. Confined to the session's task.
 */
final class Submission {

    private static final Logger LOG = LoggerFactory.getLogger(Submission.class);

    private final Transaction transaction;
    private final long maxBytes;
    private final ReversePath sender;
    private int recipients;
    private boolean refusedAny;
    private IncomingContent content;
    /** Null unless the content comes in chunks. */
    private ChunkDecoder chunks;

    /** @param maxBytes of the content; 0 for any size */
    Submission(Transaction transaction, ReversePath sender, long maxBytes) {
        this.transaction = transaction;
        this.sender = sender;
        this.maxBytes = maxBytes;
    }

    Verdict mail() {
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

    /** The recipient that was accepted last is none after all. */
    void withdraw() {
        transaction.withdraw();
        recipients--;
        refusedAny = true;
    }

    /** Recipients that were accepted. */
    int recipients() {
        return recipients;
    }

    /** Whether addresses may be UTF-8 (RFC 6531). */
    boolean isInternational() {
        return Parameters.permitUtf8(sender.parameters());
    }

    /** What the router says about it. */
    Reply reply(Verdict verdict) {
        return Reply.of(verdict, isInternational());
    }

    /** Whether its content may be anything, and so comes in chunks only (RFC 3030 §3). */
    boolean isBinary() {
        return Parameters.announceBinary(sender.parameters());
    }

    /**
     * The answer to DATA when there are no recipients: no mistake of a client that pipelines, if it named some. LMTP wants 503
     * (RFC 2033 §4.2).
     */
    Reply withoutRecipients(Service service) throws BadCommand {
        if (refusedAny) {
            return Reply.of(service == Service.LMTP ? 503 : 554, "5.5.1", "no valid recipients");
        }
        throw new BadCommand(503, "5.5.1", "need RCPT first");
    }

    /** The content follows; up to CRLF.CRLF, or in chunks. */
    IncomingContent beginContent() throws SubmissionException {
        content = new IncomingContent(transaction.content(), maxBytes);
        return content;
    }

    /** Only when it has begun. */
    IncomingContent content() {
        return content;
    }

    /** The content follows in chunks. */
    void beginChunks(BareNewlines bareNewlines) throws SubmissionException {
        chunks = new ChunkDecoder(bareNewlines, isBinary(), beginContent()::write);
    }

    /** Only when chunks have begun. */
    ChunkDecoder chunks() {
        return chunks;
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
