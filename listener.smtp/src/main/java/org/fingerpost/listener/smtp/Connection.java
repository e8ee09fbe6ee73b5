package org.fingerpost.listener.smtp;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.fingerpost.api.mail.ClientHost;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session and its socket. The I/O thread leaves what happens here and wakes the connection's task; the task, at most one at a
 * time, does the work. While much input has not been used up, because a commit is under way or too much is unsent, nothing is
 * read.
 */
final class Connection implements Runnable {

    /** Octets of replies that may be unsent before no more input is looked at: a client that never reads fills no heap. */
    static final int MAX_UNSENT = 64 * 1024;
    /** Octets of input that may wait before no more is read; one read may bring more. Who does not pipeline has less. */
    static final int MAX_INPUT = 16 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    /** Stands for octets that would have to be decrypted first. */
    private static final ByteBuffer SOMETHING = ByteBuffer.allocate(1).asReadOnlyBuffer();

    /**
     * What a connection is given.
     *
     * @param ended  told once, when nothing of the connection is left, its commit included
     * @param header reads what a proxy sends first; null if nothing is to come
     */
    record Terms(Executor workers, Consumer<Connection> ended, ProxyHeaderReader header) {

        Terms(Executor workers, Consumer<Connection> ended) {
            this(workers, ended, null);
        }
    }

    private final SmtpSession session;
    private final Conduit conduit;
    private final Wire wire;
    private final Terms terms;
    private final AtomicInteger wakeUps = new AtomicInteger();
    private final Inflow input = new Inflow();
    private final Outflow output;
    private final ClientWatch watch;

    // Left by other threads for the task.
    private volatile boolean suspended;
    /** Whether the content of a message is coming. */
    private volatile boolean collecting;
    private volatile boolean inputEnded;
    private volatile boolean stopping;
    private volatile boolean gone;

    // The task's own.
    /** Being used up by the session. */
    private ByteBuffer octets = NOTHING;
    private boolean inputIsComplete;
    private volatile boolean closed;
    private boolean ended;

    /** @param host as in {@link SmtpSession} */
    Connection(Service service, Caller client, CompletableFuture<ClientHost> host, PostOffices offices, SessionRules rules,
            Wire wire, Terms terms) {
        this.session = new SmtpSession(service, client, host, offices, rules, this::wake);
        this.conduit = new Conduit(offices.security(), this::wake);
        this.wire = wire;
        this.output = new Outflow(wire, MAX_UNSENT, this::wake);
        this.watch = new ClientWatch(input, output, rules.security().handshake());
        this.terms = terms;
        if (terms.header() != null) {
            conduit.expect(terms.header());
        }
        if (service.isImplicitTls()) {
            conduit.begin();
        }
        watch.settled(conduit.isPreparing());
    }

    /** The socket is open. */
    void opened() {
        session.open();
        if (conduit.isPreparing() || !conduit.failure().isEmpty()) {
            wake();
        }
    }

    /** Octets have come; the buffer, backed by an array, is ours now. On the I/O thread. */
    void received(ByteBuffer octets) {
        if (input.add(octets) >= MAX_INPUT) {
            wire.suspendRead();
            suspended = true;
        } else if (collecting && octets.get(octets.limit() - 1) != '\n') {
            return; // more is on its way: nobody waits for an answer in the middle of a line
        }
        wake();
    }

    /** The client sends no more; it may still read. On the I/O thread. */
    void inputEnded() {
        wire.suspendRead(); // else the selector would report the end for ever
        inputEnded = true;
        wake();
    }

    /** So much time has passed since the last call. On one thread, which no connection may hold up. */
    void pass(Duration elapsed, Timing timing) {
        if (closed) {
            return;
        }
        Patience.Finding finding = watch.pass(elapsed, timing);
        if (finding == Patience.Finding.DEAF) {
            wire.abort(); // it would not read a reply about it either
        } else if (finding != Patience.Finding.FINE) {
            wake();
        }
    }

    /** The server ends: after the commit that is under way, if one is. */
    void stop() {
        stopping = true;
        wake();
    }

    /** The socket is closed. */
    void gone() {
        gone = true;
        wake();
    }

    private void wake() {
        if (wakeUps.getAndIncrement() == 0) {
            terms.workers().execute(this);
        }
    }

    /** One turn of the task. A new one is queued behind those of other connections if something has happened meanwhile. */
    @Override
    public void run() {
        int seen = wakeUps.get();
        try {
            turn();
        } catch (RuntimeException | Error e) {
            LOG.error("session ended by a fault of ours", e);
            closed = true;
            wire.abort();
        }
        if (!wakeUps.compareAndSet(seen, 0)) {
            terms.workers().execute(this);
        }
    }

    private void turn() {
        if (gone) {
            end();
        } else if (!closed) {
            if (octets.hasRemaining() || conduit.isInTheClear() && hasInput()) {
                session.heard();
            }
            inputIsComplete = inputEnded; // before the input, as it is set after it
            input.grant(MAX_INPUT);
            converse();
            interrupt();
            flush();
            settle();
        }
    }

    private void end() {
        closed = true;
        input.clear();
        session.abandon();
        if (!session.isCommitting() && !ended) {
            ended = true;
            LOG.debug("session of {} ended", session);
            terms.ended().accept(this);
        }
    }

    private void converse() {
        while (!isStopping() && !output.isFull()) {
            ByteBuffer next = nextOctets();
            if (conduit.isPreparing() || !conduit.failure().isEmpty() || !session.canTake(next)) {
                return;
            }
            Optional<Reply> reply = session.take(next);
            reply.ifPresent(output::say);
            if (reply.isPresent() && reply.get().next() == Reply.Next.START_TLS) {
                startTls();
            }
        }
    }

    /** What came in the clear is forgotten before the client is told to go on: nothing of it is taken for what TLS protects. */
    private void startTls() {
        octets = NOTHING;
        input.clear();
        flush();
        conduit.begin();
    }

    /** The next octets for the session; a handshake goes on by that, too. */
    private ByteBuffer nextOctets() {
        while (!octets.hasRemaining() && conduit.canTake()) {
            ByteBuffer wired = input.next();
            boolean any = wired.hasRemaining();
            octets = conduit.take(wired);
            output.send(conduit.output());
            conduit.protection().ifPresent(session::secured);
            if (!any) {
                break;
            }
        }
        return octets;
    }

    private boolean hasInput() {
        return octets.hasRemaining() || !input.isEmpty();
    }

    /** A commit that is done gets its reply even now. */
    private boolean isStopping() {
        return stopping && !session.isCommitting();
    }

    /** Ends the session from our side if there is a reason to. */
    private void interrupt() {
        Patience.Finding reason = watch.takeFinding();
        if (session.phase() == Phase.OVER) {
            return;
        }
        if (!conduit.failure().isEmpty()) {
            LOG.info("client={} event=tls-failed reason={}", session, conduit.failure());
            output.send(conduit.output());
            session.abandon();
            close();
        } else if (conduit.isPreparing() && reason != Patience.Finding.FINE) {
            session.abandon();
            close();
        } else if (isStopping()) {
            output.say(session.stop("4.3.2", "is shutting down"));
        } else if (!session.isWaiting()) {
            switch (reason) {
                case SILENT -> {
                    if (!hasInput() && !watch.isAnswered()) { // else it has been broken meanwhile
                        output.say(session.stop("4.4.2", "has waited too long, closing"));
                    }
                }
                case SLOW -> output.say(session.stop("4.4.2", "gets this message too slowly, closing"));
                case OLD -> output.say(session.stop("4.4.2", "ends sessions that last so long"));
                default -> { // nothing is wrong
                }
            }
        }
    }

    private void settle() {
        if (closed) {
            return;
        }
        boolean preparing = conduit.isPreparing();
        watch.settled(preparing);
        collecting = session.phase() == Phase.CONTENT && conduit.isInTheClear();
        boolean mayTake = octets.hasRemaining() || conduit.canTake() && hasInput();
        boolean isOver = !hasInput() && inputIsComplete || conduit.isEnded() && !octets.hasRemaining();
        if (session.phase() == Phase.OVER) {
            close();
        } else if (!output.isFull() && (preparing ? mayTake : session.canTake(mayTake ? SOMETHING : NOTHING))) {
            wake(); // replies have left, a commit has ended, or input has come, just now; or this turn has had its share
        } else if (isOver && (preparing || !session.isWaiting())) {
            session.abandon();
            close();
        } else if (!hasInput() && !output.isFull() && (preparing || !session.isWaiting())) {
            readOn();
        }
    }

    private void readOn() {
        watch.waitsFor(session.phase() == Phase.CONTENT ? Patience.Turn.CONTENT : Patience.Turn.COMMAND);
        if (suspended) {
            suspended = false;
            wire.resumeRead();
        }
    }

    private void close() {
        closed = true;
        output.send(conduit.end());
        wire.close();
    }

    private void flush() {
        output.send(conduit.seal(output.takeSaid()));
    }
}
