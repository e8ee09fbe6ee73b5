package org.fingerpost.itest.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A mail server that takes everything and remembers it. */
public final class SmtpSink implements AutoCloseable {

    /** One message as it came. */
    public record Received(String from, List<String> to, String content) {
    }

    private final ServerSocket server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final UnaryOperator<String> rcptReply;

    /** @param port 0 for any */
    public SmtpSink(int port, UnaryOperator<String> rcptReply) throws IOException {
        this.server = new ServerSocket(port, 50, InetAddress.getByName("127.0.0.1"));
        this.rcptReply = rcptReply;
        Thread accepting = new Thread(this::accept, "sink");
        accepting.setDaemon(true);
        accepting.start();
    }

    public SmtpSink() throws IOException {
        this(0, recipient -> "250 2.1.5 ok");
    }

    public int port() {
        return server.getLocalPort();
    }

    public List<Received> received() {
        return received;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                Thread session = new Thread(() -> serve(socket), "sink-session");
                session.setDaemon(true);
                session.start();
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            OutputStream out = socket.getOutputStream();
            reply(out, "220 sink");
            String from = "";
            List<String> to = new ArrayList<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String verb = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(Locale.ROOT);
                switch (verb) {
                    case "EHLO" -> reply(out, "250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES");
                    case "MAIL" -> {
                        from = path(line);
                        to = new ArrayList<>();
                        reply(out, "250 2.1.0 ok");
                    }
                    case "RCPT" -> {
                        String answer = rcptReply.apply(path(line));
                        if (answer.startsWith("250")) {
                            to.add(path(line));
                        }
                        reply(out, answer);
                    }
                    case "DATA" -> {
                        reply(out, "354 go on");
                        received.add(new Received(from, List.copyOf(to), content(in)));
                        reply(out, "250 2.0.0 taken");
                    }
                    case "QUIT" -> {
                        reply(out, "221 bye");
                        return;
                    }
                    default -> reply(out, "250 ok");
                }
            }
        } catch (IOException e) {
            return; // the other side's business
        }
    }

    private static String content(BufferedReader in) throws IOException {
        StringBuilder content = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            content.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        return content.toString();
    }

    private static String path(String line) {
        return line.substring(line.indexOf('<') + 1, line.indexOf('>'));
    }

    private static void reply(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
