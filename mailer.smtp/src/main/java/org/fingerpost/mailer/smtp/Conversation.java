package org.fingerpost.mailer.smtp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.session.IoSession;
import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A dialogue on a connection: carries what happens on the socket, the disk and the clock to the {@link SmtpClientDialogue}, and
 * what that wants back to the socket.
 *
 * <p>Threads: I/O, disk and clock threads all come in through {@link #on}, which holds this object's lock; nothing waits while it
 * is held. The result is completed outside of it.
 */
final class Conversation implements Wire, ContentPump.Progress {

    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    /** When we stop, what has got this far is given a little time: cut off now it might be delivered, and then sent again. */
    private static final Set<Stage> NEARLY_DONE = EnumSet.of(Stage.CONTENT, Stage.END_OF_DATA);

    private final Delivery delivery;
    private final RemoteServer server;
    private final Network network;
    private final Timeouts timeouts;
    private final CompletableFuture<List<Outcome>> result;
    private final Runnable closed;

    private final SmtpClientDialogue dialogue;
    private final ReplyReader reader = new ReplyReader();
    private final ContentPump content;

    private IoSession session;
    private String trouble = "closed by the server";
    private Future<?> deadline = CompletableFuture.completedFuture(null);
    /** The number of the present wait: a deadline that comes while it is being cancelled no longer counts. */
    private long wait;

    /** @param closed called after the connection, if there was one, has ended; by then the result is complete */
    Conversation(Delivery delivery, RemoteServer server, Network network, Timeouts timeouts,
            CompletableFuture<List<Outcome>> result, Runnable closed) {
        this.delivery = delivery;
        this.server = server;
        this.network = network;
        this.timeouts = timeouts;
        this.result = result;
        this.closed = closed;
        this.dialogue = new SmtpClientDialogue(OutgoingMail.of(delivery), server, this);
        this.content = new ContentPump(new ContentChunks(delivery.message()), network::onDisk, this::on, this);
    }

    /** The connection is there. */
    void opened(IoSession connected) {
        on(() -> {
            session = connected;
            if (isOver()) {
                session.closeNow();
            } else {
                awaitNext();
            }
        });
    }

    /** What the server sent. */
    void received(ByteBuffer octets) {
        on(() -> {
            try {
                takeReplies(octets);
            } catch (MalformedReplyException e) {
                LOG.info("{}: {} sent {}", delivery.queueId(), server, e.getMessage());
                dialogue.malformed(e);
            }
        });
    }

    /** Something broke; the connection is closed next. */
    void broken(Throwable cause) {
        on(() -> {
            if (cause instanceof IOException) {
                trouble = OneLine.of(cause);
            } else {
                fail(cause);
            }
        });
    }

    /** The connection has ended, by whomever. */
    void disconnected() {
        on(() -> dialogue.lost(trouble));
        closed.run();
    }

    /**
     * Ends it because the mailer stops.
     *
     * @param now also if the message is on its way
     * @return whether there is a connection, so that {@link #disconnected} comes
     */
    boolean stop(boolean now, Outcome outcome) {
        on(() -> {
            if (now || !NEARLY_DONE.contains(dialogue.stage())) {
                dialogue.end(outcome);
            }
        });
        synchronized (this) {
            return session != null;
        }
    }

    @Override
    public void send(List<CommandLine> lines) {
        lines.forEach(line -> LOG.debug("{}: {} < {}", delivery.queueId(), server, line.text()));
        session.write(IoBuffer.wrap(CommandLine.toBytes(lines)));
    }

    @Override
    public void sendContent() {
        content.start(session);
    }

    @Override
    public void close() {
        deadline.cancel(false);
        content.stop();
        if (session != null) {
            session.closeNow();
        }
    }

    @Override
    public void written(boolean last) {
        if (last) {
            dialogue.contentWritten();
        }
        awaitNext();
    }

    @Override
    public void unreadable(Exception cause) {
        LOG.error("{}: the message cannot be read", delivery.queueId(), cause);
        dialogue.end(Outcome.deferred("4.3.0", "the message cannot be read from the queue"));
    }

    /** The one door: whoever comes holds the lock; a bug in here defers the mail and ends the conversation. */
    private void on(Runnable event) {
        Optional<List<Outcome>> decided;
        synchronized (this) {
            try {
                event.run();
            } catch (RuntimeException e) {
                fail(e);
            }
            decided = dialogue.outcomes();
        }
        decided.ifPresent(result::complete);
    }

    private void fail(Throwable bug) {
        LOG.error("{}: delivery to {} failed", delivery.queueId(), server, bug);
        dialogue.end(Outcome.deferred("4.3.0", "internal error while talking to " + server));
    }

    private boolean isOver() {
        return dialogue.stage() == Stage.CLOSED;
    }

    private void takeReplies(ByteBuffer octets) throws MalformedReplyException {
        while (!isOver()) {
            Optional<Reply> reply = reader.next(octets);
            if (reply.isEmpty()) {
                return;
            }
            LOG.debug("{}: {} > {}", delivery.queueId(), server, reply.get().oneLine());
            dialogue.replied(reply.get());
            awaitNext();
        }
    }

    /** Something has happened: the wait begins anew, ours and the router's. */
    private void awaitNext() {
        deadline.cancel(false);
        if (isOver()) {
            return;
        }
        long present = ++wait;
        deadline = network.after(timeouts.at(dialogue.stage()), () -> on(() -> {
            if (wait == present) {
                dialogue.timedOut();
            }
        }));
        if (!result.isDone()) {
            delivery.progress();
        }
    }
}
