package org.fingerpost.listener.smtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.fingerpost.api.mail.ClientHost;
import org.fingerpost.api.submit.Arrival;
import org.fingerpost.api.submit.PostOffice;

/** A client of a {@link SmtpSession} without a socket: sends octets, collects replies. */
final class Dialog {

    static final SessionRules RULES = new SessionRules(10_000, 20, BareNewlines.REJECT);

    final PostOffices offices = new PostOffices();
    private final SmtpSession session;
    private final StringBuilder replies = new StringBuilder();
    int wakeUps;

    Dialog(PostOffice office, SessionRules rules) {
        this(office, rules, Service.SMTP, ClientQuota.UNLIMITED, caller -> { });
    }

    /** @param prepare makes of the client what it has become before it says anything */
    Dialog(PostOffice office, SessionRules rules, Service service, ClientQuota quota, Consumer<Caller> prepare) {
        if (office != null) {
            offices.bind(office);
        }
        session = new SmtpSession(service, new Caller("192.0.2.7", quota, Arrival.MTA),
                CompletableFuture.completedFuture(ClientHost.UNKNOWN), offices, rules, () -> wakeUps++);
        session.open();
        send(new byte[0]);
        prepare.accept(session.client());
        wakeUps = 0;
    }

    /** Sends octets in one piece; octets that the session does not take now are lost. */
    Dialog send(String octets) {
        return send(octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    Dialog send(byte[] octets) {
        ByteBuffer input = ByteBuffer.wrap(octets);
        while (session.canTake(input)) {
            Optional<Reply> reply = session.take(input);
            reply.ifPresent(this::reply);
            if (reply.isPresent() && reply.get().next() == Reply.Next.START_TLS) {
                input.position(input.limit()); // the connection does that
                session.secured(Transcript.TLS);
            }
        }
        return this;
    }

    Dialog sendByteByByte(String octets) {
        for (int i = 0; i < octets.length(); i++) {
            send(octets.substring(i, i + 1));
        }
        return this;
    }

    private void reply(Reply reply) {
        replies.append(new String(reply.toBytes(), StandardCharsets.ISO_8859_1));
    }

    SmtpSession session() {
        return session;
    }

    /** All replies since the last call. */
    String replies() {
        String all = replies.toString();
        replies.setLength(0);
        return all;
    }

    /** Says EHLO and opens a transaction up to 354. */
    Dialog upToData() {
        send("EHLO client.example\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n");
        replies();
        return this;
    }
}
