package org.fingerpost.mailer.smtp;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** A server on 127.0.0.1 that plays one script for each connection, each on a thread of its own. */
final class ScriptedServer implements AutoCloseable {

    /** What is done with a connection; it is closed at the end. */
    interface Script {
        void play(Peer peer) throws Exception;
    }

    private final ServerSocket listening = new ServerSocket();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    ScriptedServer(Script script) throws IOException {
        listening.setReceiveBufferSize(64 * 1024);
        listening.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 1000);
        threads.execute(() -> accept(script));
    }

    private void accept(Script script) {
        try {
            while (true) {
                Socket socket = listening.accept();
                threads.execute(() -> play(script, socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static void play(Script script, Socket socket) {
        try (socket) {
            script.play(new Peer(socket));
        } catch (Exception e) {
            // The client has gone, or a test has ended before the script.
        }
    }

    int port() {
        return listening.getLocalPort();
    }

    /** As a route has it. */
    String host() {
        return "[127.0.0.1]:" + port();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }

    /** One connection, seen from the server. */
    static final class Peer {

        private Socket socket;
        private InputStream in;
        private OutputStream out;
        private final InetAddress address;
        final List<String> commands = new ArrayList<>();

        Peer(Socket socket) throws IOException {
            use(socket);
            address = socket.getInetAddress();
        }

        private void use(Socket other) throws IOException {
            socket = other;
            in = new BufferedInputStream(socket.getInputStream());
            out = new BufferedOutputStream(socket.getOutputStream());
        }

        /** Goes on under TLS; the name that the client wants to talk to is in the session. */
        SSLSession startTls(SSLContext context) throws IOException {
            SSLSocket secure = (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
            secure.setUseClientMode(false);
            use(secure);
            secure.startHandshake();
            return secure.getSession();
        }

        /** One that has come by no network. */
        Peer(InputStream in, OutputStream out) {
            this.in = new BufferedInputStream(in);
            this.out = new BufferedOutputStream(out);
            this.address = InetAddress.getLoopbackAddress();
        }

        /** Where the client connected from. */
        String address() {
            return address.getHostAddress();
        }

        void say(String... lines) throws IOException {
            for (String line : lines) {
                out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            }
            out.flush();
        }

        void sayPart(String octets) throws IOException {
            out.write(octets.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }

        /** Waits for the next command and answers it. */
        void answer(String... lines) throws IOException {
            commands.add(readLine());
            say(lines);
        }

        /** All up to the 354 for one recipient, without extensions. */
        void takeEnvelope() throws IOException {
            say("220 mx.test");
            for (String reply : List.of("250 mx.test", "250 ok", "250 ok", "354 go on")) {
                answer(reply);
            }
        }

        /** A whole dialogue with one recipient, without extensions. @return the content */
        String takeMail() throws IOException {
            takeEnvelope();
            String content = readContent();
            say("250 2.0.0 taken");
            answer("221 bye");
            return content;
        }

        /** Greets and takes {@code count} messages with one recipient each, without extensions; what comes next is not read. */
        void takeMails(int count) throws IOException {
            say("220 mx.test");
            answer("250 mx.test");
            for (int i = 0; i < count; i++) {
                for (String reply : List.of("250 ok", "250 ok", "354 go on")) {
                    answer(reply);
                }
                readContent();
                say("250 2.0.0 taken as " + (i + 1));
            }
        }

        /** Without its line end, which must be CRLF. */
        String readLine() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream(80);
            for (int octet = in.read(); octet != '\r'; octet = in.read()) {
                if (octet < 0 || octet == '\n') {
                    throw new IOException("no line: " + line);
                }
                line.write(octet);
            }
            if (in.read() != '\n') {
                throw new IOException("bare CR after " + line);
            }
            return line.toString(StandardCharsets.ISO_8859_1);
        }

        /** All lines up to the final dot, dots taken away again. */
        String readContent() throws IOException {
            StringBuilder content = new StringBuilder();
            for (String line = readLine(); !line.equals("."); line = readLine()) {
                content.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
            }
            return content.toString();
        }

        /** So many octets. */
        String readOctets(int count) throws IOException {
            return new String(in.readNBytes(count), StandardCharsets.ISO_8859_1);
        }

        /** Reads until the client closes the connection. @return what it sent until then */
        String readToEnd() throws IOException {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
