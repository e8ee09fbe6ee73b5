package org.fingerpost.bench.smtp;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** One SMTP session on a blocking socket, from an address of one's choice; waits for each reply. */
final class Client implements AutoCloseable {

    private static final int LIMIT = 60_000;
    private static final SSLSocketFactory ANY_SERVER = anyServer();

    private final String host;
    private Socket socket;
    private InputStream in;
    private OutputStream out;

    /** @param from the last three numbers of an address 127.x.y.z to come from; 0 for the system's choice */
    Client(String host, int port, int from) throws IOException {
        this.host = host;
        socket = new Socket();
        socket.setSoTimeout(LIMIT);
        socket.setTcpNoDelay(true);
        if (from != 0) {
            byte[] address = {127, (byte) (from >> 16), (byte) (from >> 8), (byte) from};
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(address), 0));
        }
        socket.connect(new InetSocketAddress(host, port), LIMIT);
        use();
        expect(220);
    }

    /** Client {@code number} of many: a hundred share an address. */
    static Client ofMany(String host, int port, int number) throws IOException {
        return new Client(host, port, (1 << 16) + (number / 100 << 8) + 1);
    }

    private void use() throws IOException {
        in = new BufferedInputStream(socket.getInputStream(), 512);
        out = socket.getOutputStream();
    }

    /** EHLO, and all of it again under TLS if wanted. */
    void greet(boolean tls) throws IOException {
        command("EHLO client.test", 250);
        if (tls) {
            command("STARTTLS", 220);
            SSLSocket secured = (SSLSocket) ANY_SERVER.createSocket(socket, host, socket.getPort(), true);
            secured.startHandshake();
            socket = secured;
            use();
            command("EHLO client.test", 250);
        }
    }

    void send(String recipient, byte[] message) throws IOException {
        command("MAIL FROM:<from@a.test>", 250);
        command("RCPT TO:<" + recipient + ">", 250);
        command("DATA", 354);
        out.write(message);
        command(".", 250);
    }

    void quit() throws IOException {
        command("QUIT", 221);
    }

    private void command(String line, int expected) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        expect(expected);
    }

    private void expect(int expected) throws IOException {
        String line;
        do {
            line = line();
        } while (line.startsWith("-", 3));
        if (!line.startsWith(Integer.toString(expected))) {
            throw new IOException("expected " + expected + " but heard " + line);
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder(80);
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new IOException("the connection ended after " + line);
            }
            line.append((char) octet);
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** A benchmark's server need not prove who it is. */
    private static SSLSocketFactory anyServer() {
        X509TrustManager everybody = new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String type) {
                return;
            }

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String type) {
                return;
            }

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return new X509Certificate[0];
            }
        };
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {everybody}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
