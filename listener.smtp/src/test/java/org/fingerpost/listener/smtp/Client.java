package org.fingerpost.listener.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An SMTP client on a real socket. Reading gives up after a while. */
final class Client implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader in;

    Client(int port) throws IOException {
        this("127.0.0.1", port);
    }

    Client(String address, int port) throws IOException {
        socket = new Socket(InetAddress.getByName(address), port);
        socket.setSoTimeout(20_000);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    /** A client that has read the greeting. */
    static Client greeted(int port) throws IOException {
        Client client = new Client(port);
        client.expect("220 mx.example ESMTP Fingerpost");
        return client;
    }

    Client send(String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    Client expect(String... lines) throws IOException {
        for (String line : lines) {
            assertEquals(line, in.readLine());
        }
        return this;
    }

    /** Reads up to this line. */
    Client skipTo(String line) throws IOException {
        for (String read = in.readLine(); !line.equals(read); read = in.readLine()) {
            if (read == null) {
                throw new IOException("the end came before " + line);
            }
        }
        return this;
    }

    /** No line of text comes any more, though TLS may say why. */
    void expectEndOrAlert() throws IOException {
        int c = in.read();
        if (c >= 0 && c != 0x15) {
            throw new IOException("neither the end nor an alert but " + c);
        }
        while (c >= 0) {
            c = in.read();
        }
    }

    void expectEnd() throws IOException {
        assertEquals(null, in.readLine());
    }

    /** Up to 354. */
    Client upToData() throws IOException {
        return send("HELO c\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n")
                .expect("250 mx.example", "250 2.1.0 fine", "250 2.1.0 fine", "354 send the message, end with <CRLF>.<CRLF>");
    }

    Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
