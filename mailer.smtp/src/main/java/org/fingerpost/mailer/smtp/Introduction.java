package org.fingerpost.mailer.smtp;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.fingerpost.api.mailer.Outcome;

/**
 * From the greeting to the point where the first message can begin: EHLO (LHLO), else HELO; STARTTLS, after which all is said
 * anew (RFC 3207 §4.2); AUTH. Whatever goes wrong here is the server's, or our settings', and no message's.
 */
final class Introduction {

    /** The session that it is part of. */
    interface Exchange {

        void send(List<CommandLine> lines);

        /** As {@link Wire#compute}. */
        <T> void compute(Supplier<T> work, Consumer<T> then);

        /** TLS begins. */
        void secure();

        /** A message can begin. */
        void introduced(Peer peer);

        /**
         * This server is no good now.
         *
         * @param clearMayDo whether it may be, on a new connection without TLS
         * @param politely   whether it still understands QUIT
         */
        void passOver(Outcome why, boolean clearMayDo, boolean politely);
    }

    private final RemoteServer server;
    private final Terms terms;
    private final Wire wire;
    private final Exchange exchange;
    private Optional<Security> security = Optional.empty();
    private Capabilities capabilities = Capabilities.NONE;
    private Authentication authentication;

    Introduction(RemoteServer server, Terms terms, Wire wire, Exchange exchange) {
        this.server = server;
        this.terms = terms;
        this.wire = wire;
        this.exchange = exchange;
    }

    /** The connection is there. */
    void opened() {
        if (terms.tls() == TlsLevel.IMPLICIT && wire.canSecure()) {
            exchange.secure();
        } else if (terms.tls() == TlsLevel.IMPLICIT) {
            exchange.passOver(Outcome.deferred("4.7.4", "TLS is required and there is none on this machine"), false, false);
        }
    }

    /** The reply to one of its lines. */
    void replied(Stage answered, Reply reply) {
        switch (answered) {
            case GREETING -> greeted(reply);
            case EHLO -> ehloReplied(reply);
            case HELO -> heloReplied(reply);
            case STARTTLS -> startTlsReplied(reply);
            case AUTH -> authentication.replied(reply);
            default -> throw new IllegalStateException(answered + " is no part of an introduction");
        }
    }

    /** The handshake is done; a server that begins with it has yet to greet. */
    void secured(Security by) {
        security = Optional.of(by);
        if (terms.tls().isVerified() && by.distrust().isPresent()) {
            untrusted(by.distrust().get());
        } else if (terms.tls() != TlsLevel.IMPLICIT) {
            hello();
        }
    }

    /** The handshake failed, or octets in the clear came before it (CVE-2011-0411). */
    void insecure(String reason) {
        exchange.passOver(Outcome.deferred("4.7.5", "TLS with " + server + " failed: " + reason),
                terms.tls() == TlsLevel.MAY, false);
    }

    private void untrusted(String why) {
        String text = "certificate of " + server + " is not trusted: " + why;
        exchange.passOver(terms.requireTls() ? Outcome.failed("5.7.30", text + "; the sender demands it (REQUIRETLS)")
                : Outcome.deferred("4.7.5", text), false, false);
    }

    private void greeted(Reply reply) {
        if (reply.code() == 220) {
            hello();
        } else {
            refused(Stage.GREETING, reply);
        }
    }

    private void hello() {
        capabilities = Capabilities.NONE;
        exchange.send(List.of(new CommandLine(Stage.EHLO, (terms.lmtp() ? "LHLO " : "EHLO ") + terms.clientName())));
    }

    private void ehloReplied(Reply reply) {
        if (reply.category() == 2) {
            capabilities = Capabilities.of(reply);
            protect();
        } else if (reply.category() == 5 && !terms.lmtp()) {
            // RFC 5321 §3.2: a server that does not know EHLO still knows HELO.
            exchange.send(List.of(new CommandLine(Stage.HELO, "HELO " + terms.clientName())));
        } else {
            refused(Stage.EHLO, reply);
        }
    }

    private void heloReplied(Reply reply) {
        if (reply.category() == 2) {
            protect();
        } else {
            refused(Stage.HELO, reply);
        }
    }

    private void protect() {
        boolean offered = capabilities.offers("STARTTLS");
        if (terms.tls() == TlsLevel.NONE || security.isPresent()) {
            authenticate();
        } else if (offered && wire.canSecure()) {
            exchange.send(List.of(new CommandLine(Stage.STARTTLS, "STARTTLS")));
        } else if (!terms.tls().isRequired()) {
            authenticate();
        } else if (offered) {
            passOver("4.7.4", "TLS is required and there is none on this machine");
        } else if (terms.requireTls()) {
            exchange.passOver(Outcome.failed("5.7.30",
                    server + " does not offer STARTTLS, which the sender demands (REQUIRETLS)"), false, true);
        } else {
            passOver("4.7.4", "TLS is required and " + server + " does not offer it");
        }
    }

    private void startTlsReplied(Reply reply) {
        if (reply.code() == 220) {
            exchange.secure();
        } else if (!reply.isRefusal()) {
            refused(Stage.STARTTLS, reply);
        } else if (terms.tls().isRequired()) {
            passOver("4.7.4", "TLS is required and " + server + " said in reply to STARTTLS: " + reply.oneLine());
        } else {
            authenticate();
        }
    }

    private void authenticate() {
        if (terms.credentials().isEmpty()) {
            introduced();
            return;
        }
        authentication = new Authentication(server, terms.credentials().get(), wire, exchange, this::introduced);
        authentication.begin(capabilities, security.isPresent());
    }

    private void introduced() {
        boolean verified = security.isPresent() && security.get().distrust().isEmpty();
        exchange.introduced(new Peer(server, capabilities, terms, verified, terms.credentials().isPresent()));
    }

    private void passOver(String status, String text) {
        exchange.passOver(Outcome.deferred(status, text), false, true);
    }

    /** A refusal is followed by a polite end; what is no refusal either is out of step. */
    private void refused(Stage answered, Reply reply) {
        exchange.passOver(ReplyOutcome.refusal(server, answered, reply), false, reply.isRefusal());
    }
}
