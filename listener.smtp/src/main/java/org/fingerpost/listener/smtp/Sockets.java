package org.fingerpost.listener.smtp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.mina.core.service.IoHandler;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.transport.socket.SocketSessionConfig;
import org.fingerpost.api.instance.DaemonThreads;

/**
 * The server's sockets and the two threads that serve them: one accepts, one reads and writes. Any thread; the lock is this
 * object's.
 */
final class Sockets {

    /** Connections that the system may have accepted before we do; it caps this at a limit of its own. */
    private static final int BACKLOG = 1024;
    private static final int SMALLEST_READ = 4096;
    private static final int LARGEST_READ = 64 * 1024;
    private static final int MAX_PLACES = 1000;

    private final ExecutorService threads = Executors.newCachedThreadPool(new DaemonThreads("smtp-in-io"));
    private final SmtpProcessor processor = new SmtpProcessor(threads);
    private final SmtpAcceptor acceptor = new SmtpAcceptor(threads, processor);
    /** What was asked for, and where that really is. */
    private final Map<ListenAddress, SocketAddress> bound = new LinkedHashMap<>();
    /**
     * Where it listens now, or did a moment ago: connections that were accepted before an address was left keep their service.
     */
    private volatile List<ListenAddress.Bound> places = List.of();

    /** The socket for programs of this machine; empty if there is none. */
    private final List<ListenAddress> own;

    /** @param own besides what is asked for: the socket for programs of this machine, if there is one */
    Sockets(IoHandler handler, Optional<Path> own) {
        this.own = own.map(path -> new ListenAddress(Service.SMTP, path.toString(), ListenAddress.NO_PORT)).stream().toList();
        acceptor.setHandler(handler);
        acceptor.setReuseAddress(true);
        acceptor.setBacklog(BACKLOG);
        acceptor.setCloseOnDeactivation(false); // sessions outlive the socket that accepted them
        SocketSessionConfig config = acceptor.getSessionConfig();
        config.setTcpNoDelay(true);
        config.setMinReadBufferSize(SMALLEST_READ);
        config.setReadBufferSize(2 * SMALLEST_READ);
        config.setMaxReadBufferSize(LARGEST_READ);
    }

    /**
     * Listens on these addresses and no others; those that are bound already are left as they are.
     *
     * @throws IOException if one cannot be bound: all is as before, and the message is one line that says what and why
     */
    synchronized void listen(List<ListenAddress> asked) throws IOException {
        List<ListenAddress> before = List.copyOf(bound.keySet());
        List<ListenAddress> wanted = Stream.concat(asked.stream(), own.stream()).distinct().toList();
        unbindAllBut(wanted);
        try {
            bindAll(wanted);
        } catch (IOException e) {
            unbindAllBut(before);
            bindAll(before);
            throw e;
        }
    }

    private void unbindAllBut(List<ListenAddress> kept) {
        List<ListenAddress> superfluous = new ArrayList<>(bound.keySet());
        superfluous.removeAll(kept);
        superfluous.forEach(address -> acceptor.unbind(bound.remove(address)));
    }

    private void bindAll(List<ListenAddress> wanted) throws IOException {
        for (ListenAddress address : wanted) {
            if (!bound.containsKey(address)) {
                SocketAddress socket = bind(address);
                note(address.service(), socket);
                bound.put(address, socket);
            }
        }
    }

    /** The latest first: a port may be bound again for another service. */
    private void note(Service service, SocketAddress socket) {
        if (socket instanceof InetSocketAddress inet && inet.isUnresolved()) {
            return;
        }
        ListenAddress.Bound place = new ListenAddress.Bound(service, socket);
        places = Stream.concat(Stream.of(place), places.stream().filter(other -> !other.socket().equals(place.socket())))
                .limit(MAX_PLACES).toList();
    }

    /** MINA does not say which port it got for port 0: it is the one that is new. */
    private SocketAddress bind(ListenAddress address) throws IOException {
        var others = acceptor.getLocalAddresses();
        try {
            SocketAddress place = address.resolve();
            note(address.service(), place); // before the first client comes
            if (place instanceof UnixDomainSocketAddress path) {
                acceptor.bind(path, address.access());
                return path;
            }
            acceptor.bind(place);
        } catch (IOException | RuntimeException e) {
            throw new IOException("cannot listen on " + address + " for SMTP: " + reason(e), e);
        }
        return acceptor.getLocalAddresses().stream().filter(a -> !others.contains(a)).findFirst()
                .orElseThrow(() -> new IOException("cannot listen on " + address + " for SMTP: it is closed again"));
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof UnresolvedAddressException ? "Unknown host"
                : cause instanceof NoSuchFileException ? "there is no such folder"
                : cause instanceof AccessDeniedException ? "permission denied"
                : cause instanceof FileSystemException f && f.getReason() != null ? f.getReason()
                : cause.getMessage() != null ? cause.getMessage() : cause.getClass().getSimpleName();
    }

    /** Where it listens: the hosts as asked for, the real ports; separated by commas, empty if nowhere. */
    synchronized String addresses() {
        return bound.entrySet().stream().filter(e -> !own.contains(e.getKey()))
                .map(e -> e.getValue() instanceof InetSocketAddress inet ? e.getKey().at(inet.getPort()) : e.getKey())
                .map(ListenAddress::toString)
                .collect(Collectors.joining(", "));
    }

    /** What is served where this connection has come in. */
    Service service(IoSession io) {
        return ListenAddress.serviceAt(io.getLocalAddress(), places).orElse(Service.SMTP);
    }

    /** Accepts nothing more; sessions go on. */
    synchronized void close() {
        unbindAllBut(List.of());
    }

    /** Ends the sessions that are left, and the threads. */
    void dispose() {
        acceptor.dispose();
        processor.dispose();
        threads.shutdown();
    }
}
