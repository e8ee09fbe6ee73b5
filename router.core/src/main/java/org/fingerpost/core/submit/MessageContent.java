package org.fingerpost.core.submit;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.queue.Draft;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.submit.Content;
import org.fingerpost.api.submit.Verdict;
import org.fingerpost.core.header.HeaderParser;
import org.fingerpost.core.header.HeaderTooLargeException;
import org.fingerpost.core.header.Postmark;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A message while it arrives: the header is parsed, the body goes to the draft as it comes. The first thing that goes wrong
 * decides the verdict; what comes after it is swallowed. Used by one thread at a time.
 */
final class MessageContent implements Content {

    private static final Logger LOG = LoggerFactory.getLogger(MessageContent.class);

    /**
     * What has arrived, complete.
     *
     * @param lines whether the body is lines; always, where it was not announced as binary
     */
    record Arrived(QueueId id, Header header, long bodySize, boolean eightBit, boolean lines, Optional<Postmark> postmark) {
    }

    /** Makes a job of what has arrived, or says what becomes of it instead. */
    interface Completion {

        /** The header is there, before the body. */
        void header(Header header);

        /** @param draft to be read; completed normally */
        CompletionStage<Result> complete(Arrived arrived, Draft draft);

        /** One of the two is null. */
        record Result(Job job, Verdict verdict) {
        }
    }

    private final Draft draft;
    private final Intake intake;
    private final TransactionLimits limits;
    private final Completion completion;
    private final HeaderParser parser;
    /** Looks at what was announced as binary: is it? */
    private final Optional<LineScan> scan;
    private long received;
    private long bodySize;
    private boolean eightBit;
    private Verdict failure;

    /** @param binary whether the body was announced as binary */
    MessageContent(Draft draft, Intake intake, TransactionLimits limits, boolean binary, Completion completion) {
        this.scan = binary ? Optional.of(new LineScan()) : Optional.empty();
        this.draft = draft;
        this.intake = intake;
        this.limits = limits;
        this.completion = completion;
        this.parser = new HeaderParser(limits.headerBytes(), HeaderParser.MAX_FIELDS);
    }

    @Override
    public void write(byte[] octets, int offset, int length) {
        if (failure != null) {
            return;
        }
        received += length;
        if (limits.messageBytes() > 0 && received > limits.messageBytes()) {
            failure = Verdict.of(552, "5.3.4", "Message is larger than the limit of " + limits.messageBytes() + " bytes");
            return;
        }
        try {
            int consumed = parser.isComplete() ? 0 : header(octets, offset, length);
            body(octets, offset + consumed, length - consumed);
        } catch (HeaderTooLargeException e) {
            failure = Verdict.of(552, "5.3.4", e.getMessage());
        } catch (IOException | RuntimeException e) {
            failure = storageTrouble(e);
        }
    }

    /** How many of the octets belong to the header. */
    private int header(byte[] octets, int offset, int length) throws HeaderTooLargeException, IOException {
        int consumed = parser.feed(octets, offset, length);
        if (parser.isComplete()) {
            completion.header(parser.header());
            body(parser.pushedBack());
        }
        return consumed;
    }

    private void body(byte[] octets) throws IOException {
        body(octets, 0, octets.length);
    }

    private void body(byte[] octets, int offset, int length) throws IOException {
        if (length == 0) {
            return;
        }
        scan.ifPresent(look -> look.at(octets, offset, length));
        eightBit = eightBit || EightBit.isIn(octets, offset, length);
        draft.write(octets, offset, length);
        bodySize += length;
    }

    @Override
    public QueueId id() {
        return draft.id();
    }

    @Override
    public CompletionStage<Verdict> commit() {
        if (failure == null) {
            finishHeader();
        }
        if (failure != null) {
            draft.close();
            return CompletableFuture.completedFuture(failure);
        }
        Arrived arrived = new Arrived(draft.id(), parser.header(), bodySize, eightBit,
                scan.map(LineScan::isLines).orElse(true), parser.postmark());
        return completion.complete(arrived, draft).thenCompose(this::conclude);
    }

    private CompletionStage<Verdict> conclude(Completion.Result result) {
        if (result.verdict() != null) {
            draft.close();
            return CompletableFuture.completedFuture(result.verdict());
        }
        return store(result.job());
    }

    private void finishHeader() {
        try {
            if (!parser.isComplete()) {
                parser.end();
                completion.header(parser.header());
                body(parser.pushedBack());
            }
        } catch (HeaderTooLargeException e) {
            failure = Verdict.of(552, "5.3.4", e.getMessage());
        } catch (IOException | RuntimeException e) {
            failure = storageTrouble(e);
        }
    }

    private CompletionStage<Verdict> store(Job job) {
        CompletionStage<Void> stored;
        try {
            stored = intake.commit(draft, job);
        } catch (RuntimeException e) {
            draft.close();
            return CompletableFuture.completedFuture(storageTrouble(e));
        }
        return stored.handle((done, trouble) -> {
            if (trouble != null) {
                draft.close();
                return storageTrouble(trouble);
            }
            return accepted(job.id());
        });
    }

    static Verdict accepted(QueueId id) {
        return Verdict.of(250, "2.0.0", id + " Message accepted for delivery");
    }

    /** The client hears that it must come again, the log hears why. */
    static Verdict storageTrouble(Throwable e) {
        Throwable cause = e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
        if (cause instanceof IOException) {
            LOG.error("a message could not be stored: {}", cause.getMessage()); // the machine's trouble, not the program's
        } else {
            LOG.error("a message could not be stored", cause);
        }
        return Verdict.of(452, "4.3.1", "The message cannot be stored now, try again later");
    }

    /** Gives up. */
    void discard() {
        draft.close();
    }
}
