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
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A mail server that remembers what it got, and that can be told to misbehave. */
public final class SmtpSink implements AutoCloseable {

    /** Where it is in the dialogue: what it is about to reply to; {@code BODY}: in a message, where nobody replies. */
    public enum Step {
        CONNECT, EHLO, MAIL, RCPT, DATA, BODY, CONTENT, QUIT
    }

    /** What it does instead of replying as usual. */
    public interface Trouble {

        /** No reply, and the connection is closed. */
        String DROP = "";
        /** No reply, and the connection stays open. */
        String HANG = "...";

        /** The reply to give at this step; null for the usual one. */
        String at(Step step);

        /** This reply at this step, so many times. */
        static Trouble times(int times, Step where, String reply) {
            AtomicInteger left = new AtomicInteger(times);
            return step -> step == where && left.getAndDecrement() > 0 ? reply : null;
        }
    }

    /**
     * One message as it came.
     *
     * @param taken whether the client was told that it is ours now; if not, it will rightly come again
     * @param at    {@link System#nanoTime}, when it was complete
     */
    public record Received(String from, List<String> to, String content, boolean taken, long at) {
    }

    /** Of a message, before the middle: its header and a little more. */
    private static final int LINES_BEFORE_BODY = 10;

    private final ServerSocket server;
    private final List<Received> received = Collections.synchronizedList(new ArrayList<>());
    private final UnaryOperator<String> rcptReply;
    private final Set<Socket> sessions = ConcurrentHashMap.newKeySet();
    private volatile Trouble trouble = step -> null;

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

    /** From now on it misbehaves so. */
    public void misbehave(Trouble now) {
        trouble = now;
    }

    /** Everything that came, as it is now. */
    public List<Received> received() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    /** How many came. */
    public int count() {
        return received.size();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                sessions.add(socket);
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
            new Session(socket).run();
        } catch (IOException e) {
            return; // the other side's business
        } finally {
            sessions.remove(socket);
        }
    }

    /** One connection. Its own thread's. */
    private final class Session {

        private final BufferedReader in;
        private final OutputStream out;
        private String from = "";
        private List<String> to = new ArrayList<>();

        Session(Socket socket) throws IOException {
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            out = socket.getOutputStream();
        }

        void run() throws IOException {
            reply(Step.CONNECT, "220 sink");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String verb = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(Locale.ROOT);
                switch (verb) {
                    case "EHLO" -> reply(Step.EHLO, "250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 ENHANCEDSTATUSCODES");
                    case "MAIL" -> {
                        from = path(line);
                        to = new ArrayList<>();
                        reply(Step.MAIL, "250 2.1.0 ok");
                    }
                    case "RCPT" -> recipient(path(line));
                    case "DATA" -> {
                        if (reply(Step.DATA, "354 go on").startsWith("354")) {
                            content();
                        }
                    }
                    case "QUIT" -> {
                        reply(Step.QUIT, "221 bye");
                        return;
                    }
                    default -> send("250 ok");
                }
            }
        }

        private void recipient(String path) throws IOException {
            String said = reply(Step.RCPT, rcptReply.apply(path));
            if (said.startsWith("250")) {
                to.add(path);
            }
        }

        private void content() throws IOException {
            StringBuilder content = new StringBuilder();
            String line = in.readLine();
            for (int lines = 0; line != null && !line.equals("."); lines++) {
                if (lines == LINES_BEFORE_BODY) {
                    inTheMiddle();
                }
                content.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
                line = in.readLine();
            }
            if (line == null) {
                return; // the client went away in the middle: this is no message
            }
            if (to.isEmpty()) {
                say("554 5.5.1 no valid recipients"); // RFC 2920 §3.1: the client had to send something after our 354
                return;
            }
            String other = trouble.at(Step.CONTENT);
            // Recorded before the reply, so that whoever hears that it was taken finds it here.
            received.add(new Received(from, List.copyOf(to), content.toString(), other == null, System.nanoTime()));
            say(other == null ? "250 2.0.0 taken" : other);
        }

        private void inTheMiddle() throws IOException {
            String said = trouble.at(Step.BODY);
            if (said != null) {
                say(said);
                if (said.equals(Trouble.HANG)) {
                    readNothing();
                }
                throw new IOException("ended in the middle of a message, as asked");
            }
        }

        private void readNothing() {
            try {
                TimeUnit.MINUTES.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private String reply(Step step, String usual) throws IOException {
            String other = trouble.at(step);
            String said = other == null ? usual : other;
            say(said);
            return said;
        }

        private void say(String line) throws IOException {
            if (line.equals(Trouble.DROP)) {
                throw new IOException("dropped, as asked");
            }
            if (!line.equals(Trouble.HANG)) {
                send(line);
            }
        }

        private void send(String line) throws IOException {
            out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
    }

    private static String path(String line) {
        return line.substring(line.indexOf('<') + 1, line.indexOf('>'));
    }

    /** Ends all sessions that are open. */
    public void hangUp() throws IOException {
        for (Socket session : sessions) {
            session.close();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        hangUp();
    }
}
