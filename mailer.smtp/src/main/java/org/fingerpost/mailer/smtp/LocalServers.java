package org.fingerpost.mailer.smtp;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

import org.fingerpost.api.instance.DaemonThreads;
import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.mailer.Programs;
import org.fingerpost.api.mailer.UnusableProgramException;
import org.fingerpost.api.policy.MacroText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Servers of this machine: programs that speak SMTP ({@code P=/path}), and Unix-domain sockets ({@code P=[IPC], A=FILE /path}).
 * Owns the threads of the connections to them, two for each; the pool says how many there are.
 */
final class LocalServers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalServers.class);

    /** First argument of a mailer definition: the second one is the path of a socket. */
    private static final String SOCKET = "FILE";
    /** How long a program may take to end when it is no longer talked with. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final ExecutorService threads = Executors.newCachedThreadPool(new DaemonThreads("mailer.smtp-local"));
    private final Set<PipeTransport> open = ConcurrentHashMap.newKeySet();
    /** Null while there is none. */
    private volatile Programs programs;

    /** What opens a way to a server. */
    private interface Way {
        Pipe open() throws IOException, UnusableProgramException;
    }

    void usePrograms(Programs present) {
        programs = present;
    }

    void dropPrograms(Programs gone) {
        if (programs == gone) {
            programs = null;
        }
    }

    /**
     * The server that the mailer definition of this delivery names; empty if it names none of this machine.
     *
     * @throws IllegalArgumentException if the path of a socket is none; the message is one line for people
     * @throws UnusableProgramException if a program is named and cannot be run
     */
    Optional<Candidate> of(Delivery delivery) throws UnusableProgramException {
        if (delivery.mailer().isProgram()) {
            return Optional.of(program(delivery));
        }
        return isFor(delivery) ? Optional.of(socket(delivery.mailer().arguments(), delivery.arguments())) : Optional.empty();
    }

    /** Whether the mailer definition of this delivery names a server of this machine. */
    static boolean isFor(Delivery delivery) {
        List<MacroText> defined = delivery.mailer().arguments();
        return delivery.mailer().isProgram() || !defined.isEmpty() && defined.get(0).source().equalsIgnoreCase(SOCKET);
    }

    private Candidate program(Delivery delivery) throws UnusableProgramException {
        Programs present = programs;
        if (present == null) {
            throw new UnusableProgramException(
                    Outcome.deferred("4.3.5", "programs cannot be started: mailer.prog is not available"));
        }
        Programs.Call call = present.call(delivery);
        return candidate(delivery.mailer().path(), call.toString(), "the program of the mailer definition",
                () -> new ProgramPipe(call.start(), GRACE));
    }

    /** The path is the policy's: an address must not choose it. */
    private Candidate socket(List<MacroText> defined, List<String> expanded) {
        boolean fixed = defined.size() == 2 && defined.stream().noneMatch(argument -> argument.mentions("u"));
        String path = fixed && expanded.size() == 2 ? expanded.get(1) : "";
        Path file;
        try {
            file = Path.of(path);
        } catch (InvalidPathException e) {
            file = Path.of("");
        }
        if (!file.isAbsolute() || !file.normalize().toString().equals(path)) {
            throw new IllegalArgumentException("\"" + OneLine.of(path) + "\" is no path of a socket: A=FILE /path is expected");
        }
        Path socket = file;
        return candidate(path, path, "the socket of the mailer definition", () -> SocketPipe.connect(socket));
    }

    private Candidate candidate(String name, String identity, String reason, Way way) {
        return new Candidate(new RemoteServer(name, identity, 0),
                (server, connection, failed) -> connect(way, connection, failed), reason);
    }

    private void connect(Way way, Connection connection, Consumer<String> failed) {
        try {
            threads.execute(() -> talk(way, connection, failed));
        } catch (RejectedExecutionException e) {
            failed.accept("the SMTP mailer was stopped");
        }
    }

    private void talk(Way way, Connection connection, Consumer<String> failed) {
        Pipe pipe;
        try {
            pipe = way.open();
        } catch (IOException | UnusableProgramException | RuntimeException e) {
            failed.accept(OneLine.of(e));
            return;
        }
        PipeTransport transport = new PipeTransport(pipe, connection);
        open.add(transport);
        try {
            transport.run(threads);
        } catch (RuntimeException e) {
            LOG.error("a connection to a server of this machine failed", e);
            transport.end(OneLine.of(e));
        } finally {
            open.remove(transport);
        }
    }

    /** Drops what is open. */
    @Override
    public void close() {
        threads.shutdown();
        open.forEach(PipeTransport::close);
    }
}
