package org.fingerpost.auth.dovecot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.fingerpost.api.auth.Exchange.Step;
import org.fingerpost.api.instance.DaemonThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection to a Dovecot server: made by a thread of its own, again and again, until it is closed. Any thread. */
final class AuthServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AuthServer.class);
    private static final int MAX_LINE = 64 * 1024;
    /** Exchanges under way at once; more cannot be told now. */
    private static final int MAX_PENDING = 1000;
    private static final long FIRST_DELAY = 1;
    private static final long LONGEST_DELAY = 30;

    private final Path socket;
    private final Duration timeout;
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(2 * MAX_PENDING), new DaemonThreads("auth.dovecot-out"));
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<Integer, CompletableFuture<Step>> pending = new ConcurrentHashMap<>();
    private final AtomicInteger lastId = new AtomicInteger();
    /** Empty while there is no connection. */
    private volatile Set<String> mechanisms = Set.of();
    /** Null while there is none. */
    private volatile SocketChannel channel;

    AuthServer(Path socket, Duration timeout) {
        this.socket = socket;
        this.timeout = timeout;
        new DaemonThreads("auth.dovecot-in").newThread(this::run).start();
    }

    Set<String> mechanisms() {
        return mechanisms;
    }

    int newId() {
        return lastId.updateAndGet(id -> id == Integer.MAX_VALUE / 4 ? 1 : id + 1);
    }

    /** Asks about an exchange; completed in time. */
    CompletableFuture<Step> ask(int id, Line line) {
        CompletableFuture<Step> answer = new CompletableFuture<>();
        if (channel == null) {
            return CompletableFuture.completedFuture(new Step.Unavailable("there is no connection to " + socket));
        }
        if (pending.size() >= MAX_PENDING) {
            return CompletableFuture.completedFuture(new Step.Unavailable(MAX_PENDING + " exchanges are under way"));
        }
        pending.put(id, answer);
        send(line);
        return answer.completeOnTimeout(new Step.Unavailable(socket + " has not answered within " + timeout.toSeconds() + " s"),
                timeout.toMillis(), TimeUnit.MILLISECONDS).whenComplete((step, failure) -> pending.remove(id, answer));
    }

    /** Says it without waiting for an answer. */
    void send(Line line) {
        SocketChannel to = channel;
        try {
            writer.execute(() -> write(to, line));
        } catch (RejectedExecutionException e) {
            failAll("the connection to " + socket + " is stuck");
        }
    }

    private static void write(SocketChannel to, Line line) {
        ByteBuffer octets = ByteBuffer.wrap(line.toString().getBytes(StandardCharsets.ISO_8859_1));
        try {
            while (to != null && octets.hasRemaining()) {
                to.write(octets);
            }
        } catch (IOException e) {
            LOG.debug("not written; the reader finds out", e);
        }
    }

    private void run() {
        long delay = FIRST_DELAY;
        String reported = "";
        try {
            do {
                String trouble = converse();
                delay = mechanisms.isEmpty() ? Math.min(2 * delay, LONGEST_DELAY) : FIRST_DELAY;
                mechanisms = Set.of();
                failAll("the connection to " + socket + " has ended");
                if (!trouble.equals(reported) && closed.getCount() > 0) {
                    LOG.warn("auth.dovecot: {}: {}; tried again", socket, trouble);
                    reported = trouble;
                }
            } while (!closed.await(delay, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From the beginning of a connection to its end; says why it ended. */
    private String converse() {
        try (SocketChannel made = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel = made;
            if (closed.getCount() == 0) {
                return "closed";
            }
            made.connect(UnixDomainSocketAddress.of(socket));
            send(new Line(List.of("VERSION", "1", "1")));
            send(new Line(List.of("CPID", String.valueOf(ProcessHandle.current().pid()))));
            BufferedReader in = new BufferedReader(
                    new InputStreamReader(Channels.newInputStream(made), StandardCharsets.ISO_8859_1));
            Set<String> offered = new LinkedHashSet<>();
            for (String text = readLine(in); text != null; text = readLine(in)) {
                take(Line.parse(text), offered);
            }
            return "it has closed the connection";
        } catch (IOException | RuntimeException e) {
            return String.valueOf(e.getMessage() == null ? e : e.getMessage());
        } finally {
            channel = null;
        }
    }

    private static String readLine(BufferedReader in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                return line.toString();
            }
            if (line.length() >= MAX_LINE) {
                throw new IOException("it sends a line of more than " + MAX_LINE + " octets");
            }
            line.append((char) c);
        }
        return null;
    }

    private void take(Line line, Set<String> offered) throws IOException {
        switch (line.command()) {
            case "VERSION" -> {
                if (!line.word(1).equals("1")) {
                    throw new IOException("it speaks version " + line.word(1) + " of the protocol, where 1 is expected");
                }
            }
            case "MECH" -> {
                if (!line.has("anonymous") && !line.has("private")) {
                    offered.add(line.word(1));
                }
            }
            case "DONE" -> {
                mechanisms = Set.copyOf(offered);
                LOG.info("auth.dovecot: {} offers {}", socket, String.join(" ", offered));
            }
            case "OK", "FAIL", "CONT" -> answered(line);
            default -> LOG.debug("{} says {}", socket, line.command()); // SPID, CUID, COOKIE: for masters
        }
    }

    private void answered(Line line) {
        CompletableFuture<Step> answer = pending.remove(line.id());
        if (answer != null) {
            answer.complete(step(line));
        }
    }

    private static Step step(Line line) {
        try {
            return switch (line.command()) {
                case "CONT" -> new Step.Challenge(Line.decode(line.word(2)));
                case "OK" -> line.value("user").filter(user -> !user.isEmpty() && user.chars().allMatch(c -> c >= ' '))
                        .<Step>map(user -> new Step.Authenticated(user, line.value("resp").map(Line::decode).orElse(new byte[0])))
                        .orElse(new Step.Unavailable("Dovecot does not say who it is"));
                default -> line.has("temp") || line.value("code").filter("temp_fail"::equals).isPresent()
                        ? new Step.Unavailable(line.value("reason").orElse("Dovecot cannot say now"))
                        : new Step.Refused(line.value("reason").orElse("Dovecot refuses it"));
            };
        } catch (IllegalArgumentException e) {
            return new Step.Unavailable("Dovecot sends what is no base64");
        }
    }

    private void failAll(String reason) {
        pending.values().forEach(answer -> answer.complete(new Step.Unavailable(reason)));
    }

    @Override
    public void close() {
        closed.countDown();
        SocketChannel open = channel;
        if (open != null) {
            try {
                open.close(); // wakes its reader
            } catch (IOException e) {
                LOG.debug("not closed", e);
            }
        }
        writer.shutdown();
        failAll("it is being stopped");
    }
}
