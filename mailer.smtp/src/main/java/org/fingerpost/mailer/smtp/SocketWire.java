package org.fingerpost.mailer.smtp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

import javax.net.ssl.SSLSession;

import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.tls.Tls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins the {@link SmtpSession} to its {@link Transport}: what the server sends goes to the session, what that wants to the
 * transport, the content of the message with it; TLS in between once the session wants it. Guarded by its connection's lock.
 */
final class SocketWire implements Wire, ContentPump.Progress, SecureTransport.Events {

    private static final Logger LOG = LoggerFactory.getLogger(SocketWire.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_OCTETS = 18;

    /** What of its surroundings a connection needs for TLS and for long computations. */
    record Surroundings(Supplier<Optional<Tls>> tls, Executor disk, Executor guard) {
    }

    private final RemoteServer server;
    private final Terms terms;
    private final Surroundings surroundings;
    private final SmtpSession session;
    private final Deadline deadline;
    private final ReplyReader reader = new ReplyReader();
    /** Null while there is none. */
    private Cargo cargo;
    private Transport transport;
    /** What {@link #transport} is once TLS has begun; null before. */
    private SecureTransport secure;
    private Tls tls;
    private String trouble = "closed by the server";
    /** Something has come about, so that the wait begins anew. */
    private boolean moved;

    /** @param first the transaction that begins as soon as the server is ready; its message is {@link #carry carried} then */
    SocketWire(RemoteServer server, Terms terms, Transaction first, Deadline deadline, Surroundings surroundings) {
        this.server = server;
        this.terms = terms;
        this.surroundings = surroundings;
        this.session = new SmtpSession(server, terms, this, first);
        this.deadline = deadline;
    }

    SmtpSession session() {
        return session;
    }

    /** The message that is on its way; null if there is none. */
    Cargo cargo() {
        return cargo;
    }

    void carry(Cargo next) {
        cargo = next;
    }

    /** @return what had been carried, if there was something */
    Optional<Cargo> unload() {
        Optional<Cargo> unloaded = Optional.ofNullable(cargo);
        unloaded.ifPresent(load -> load.content().stop());
        cargo = null;
        return unloaded;
    }

    // ---- what happens on the transport

    void opened(Transport connected) {
        transport = connected;
        moved = true;
        if (isClosed()) {
            transport.close();
        } else {
            session.opened();
        }
    }

    void received(ByteBuffer octets) {
        if (secure == null) {
            plain(octets);
        }
        if (secure != null && !isClosed()) {
            secure.received(octets); // what came in the clear behind the reply to STARTTLS is no TLS and ends it
        }
    }

    @Override
    public void plain(ByteBuffer octets) {
        SecureTransport before = secure;
        try {
            while (!isClosed() && secure == before) {
                Optional<Reply> reply = reader.next(octets);
                if (reply.isEmpty()) {
                    return;
                }
                if (LOG.isDebugEnabled()) {
                    LOG.debug("{}: {} > {}", name(), server, reply.get().oneLine());
                }
                session.replied(reply.get());
                moved = true;
            }
        } catch (MalformedReplyException e) {
            LOG.info("{}: {} sent {}", name(), server, e.getMessage());
            session.malformed(e);
        }
    }

    /** @param octets what has been written out */
    void sent(ByteBuffer octets) {
        ByteBuffer ours = secure == null ? octets : secure.sent(octets);
        if (cargo != null) {
            cargo.content().sent(ours);
        }
    }

    /** Something broke; the connection is closed next. */
    void broken(Throwable cause) {
        if (cause instanceof IOException) {
            trouble = OneLine.of(cause);
        } else {
            fail(cause);
        }
    }

    void disconnected() {
        session.lost(trouble);
    }

    /** A bug in here defers the mail and ends the connection. */
    void fail(Throwable bug) {
        LOG.error("{}: delivery to {} failed", name(), server, bug);
        session.end(Outcome.deferred("4.3.0", "internal error while talking to " + server));
    }

    @Override
    public void secured(SSLSession by) {
        String name = terms.tlsName().isEmpty() ? server.host() : terms.tlsName();
        Security security = new Security(by.getProtocol(), by.getCipherSuite(), tls.distrust(by, name));
        LOG.info("{}: TLS with {}: {}", name(), server, security);
        moved = true;
        session.secured(security);
    }

    @Override
    public void insecure(String reason) {
        session.lost(reason);
    }

    // ---- what its users want

    void begin(Transaction next) {
        moved = true;
        session.begin(next);
    }

    void quit() {
        moved = true;
        session.quit();
    }

    /** If something has come about the wait begins anew. @return whether it does */
    boolean awaitNext(Duration limit) {
        if (!moved || isClosed()) {
            return false;
        }
        moved = false;
        deadline.in(limit);
        return true;
    }

    // ---- what the session wants

    @Override
    public void send(List<CommandLine> lines) {
        if (LOG.isDebugEnabled()) {
            lines.forEach(line -> LOG.debug("{}: {} < {}", name(), server, line));
        }
        if (lines.get(0).stage() == Stage.MAIL) {
            cargo.prepareContent();
        }
        transport.write(ByteBuffer.wrap(CommandLine.toBytes(lines)));
    }

    @Override
    public void sendContent() {
        cargo.content().start(transport);
    }

    @Override
    public void sendChunk() {
        cargo.content().writeOne(transport);
    }

    @Override
    public boolean canSecure() {
        tls = surroundings.tls().get().orElse(null);
        return tls != null;
    }

    @Override
    public void secure() {
        secure = new SecureTransport(transport, tls.client(server.host(), server.port()), tls.tasks(), surroundings.guard(),
                this);
        transport = secure;
        secure.goOn();
    }

    @Override
    public String nonce() {
        byte[] octets = new byte[NONCE_OCTETS];
        RANDOM.nextBytes(octets);
        return Base64.getEncoder().encodeToString(octets);
    }

    @Override
    public <T> void compute(Supplier<T> work, Consumer<T> then) {
        surroundings.disk().execute(() -> {
            T result = work.get();
            surroundings.guard().execute(() -> then.accept(result));
        });
    }

    @Override
    public void close() {
        deadline.clear();
        if (cargo != null) {
            cargo.content().stop();
        }
        if (transport != null) {
            transport.close();
        }
    }

    @Override
    public void written(boolean last) {
        moved = true;
        if (last || cargo.sending().transaction().form().isChunked()) {
            session.contentWritten(last);
        }
    }

    @Override
    public void unreadable(Exception cause) {
        LOG.error("{}: the message cannot be read", name(), cause);
        session.end(Outcome.deferred("4.3.0", "the message cannot be read from the queue"));
    }

    private boolean isClosed() {
        return session.stage() == Stage.CLOSED;
    }

    private String name() {
        return cargo == null ? "-" : cargo.toString();
    }
}
