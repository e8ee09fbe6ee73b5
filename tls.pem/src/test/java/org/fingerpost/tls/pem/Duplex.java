package org.fingerpost.tls.pem;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import javax.net.ssl.SSLEngine;

import org.fingerpost.api.tls.TlsStream;

/** Two streams with a wire between them that passes {@code chunk} octets at a time. */
final class Duplex {

    final TlsStream client;
    final TlsStream server;
    private final ByteArrayOutputStream toClient = new ByteArrayOutputStream();
    private final ByteArrayOutputStream toServer = new ByteArrayOutputStream();
    private final int chunk;

    Duplex(SSLEngine client, SSLEngine server, int chunk) {
        this.client = new TlsStream(client, Runnable::run, () -> { });
        this.server = new TlsStream(server, Runnable::run, () -> { });
        this.chunk = chunk;
    }

    /** Passes to and fro until nobody has anything to say. */
    Duplex settle() {
        receive(client, new byte[0], toClient);
        receive(server, new byte[0], toServer);
        for (boolean moved = true; moved;) {
            byte[] there = client.output();
            byte[] back = server.output();
            moved = there.length + back.length > 0;
            receive(server, there, toServer);
            receive(client, back, toClient);
        }
        return this;
    }

    void receive(TlsStream stream, byte[] wire, ByteArrayOutputStream plain) {
        if (wire.length == 0) {
            stream.receive(ByteBuffer.allocate(0));
        }
        for (int at = 0; at < wire.length; at += chunk) {
            ByteBuffer part = ByteBuffer.wrap(wire, at, Math.min(chunk, wire.length - at));
            int before;
            do {
                before = part.remaining();
                ByteBuffer got = stream.receive(part);
                plain.write(got.array(), got.arrayOffset() + got.position(), got.remaining());
            } while (part.remaining() < before);
        }
    }

    String atServer() {
        return take(toServer);
    }

    String atClient() {
        return take(toClient);
    }

    private static String take(ByteArrayOutputStream plain) {
        String text = plain.toString(StandardCharsets.ISO_8859_1);
        plain.reset();
        return text;
    }

    static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
