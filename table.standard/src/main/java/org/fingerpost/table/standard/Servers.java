package org.fingerpost.table.standard;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.fingerpost.api.table.Replicas;
import org.fingerpost.api.table.Replicas.Replica;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.fingerpost.api.table.TableFlags;

/**
 * The servers of a table: the first one that answers counts. Any thread.
 */
final class Servers implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    /** The router waits 5 s for a table. */
    private static final int MAX_SECONDS = 30;
    private static final int MAX_SERVERS = 16;

    private final List<Server> servers;
    private final Replicas<Server> replicas;
    private final Duration timeout;

    /** @param timeout for one look-up, all servers together */
    Servers(List<ServerAddress> addresses, Framing framing, Duration timeout) {
        this.servers = addresses.stream().map(address -> new Server(address, framing)).toList();
        this.replicas = new Replicas<>(servers);
        this.timeout = timeout;
    }

    /** How a type's declaration names one. */
    @FunctionalInterface
    interface AddressParser {

        ServerAddress parse(String word) throws TableException;
    }

    static Servers of(TableDeclaration declaration, TableFlags flags, Framing framing, AddressParser parser)
            throws TableException {
        flags.file(); // complains if there is none
        List<ServerAddress> addresses = new ArrayList<>();
        for (String word : flags.words()) {
            addresses.add(parser.parse(word));
        }
        if (addresses.size() > MAX_SERVERS) {
            throw new TableException("too many servers, " + MAX_SERVERS + " at most");
        }
        return new Servers(addresses, framing, timeout(flags));
    }

    /** {@code -d}: seconds for a whole look-up. */
    private static Duration timeout(TableFlags flags) throws TableException {
        String seconds = flags.value('d');
        if (!flags.has('d')) {
            return TIMEOUT;
        }
        if (!seconds.matches("0*[1-9]\\d?s?") || Integer.parseInt(seconds.replace("s", "")) > MAX_SECONDS) {
            throw new TableException("flag -d" + seconds + ": 1 to " + MAX_SECONDS + " seconds are expected");
        }
        return Duration.ofSeconds(Integer.parseInt(seconds.replace("s", "")));
    }

    /**
     * The answer to {@code question}, octets.
     *
     * @throws IOException if none of the servers has answered; the message names the last one that was asked
     */
    String ask(String question) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        List<Replica<Server>> order = replicas.inOrder();
        IOException failure = null;
        for (int i = 0; i < order.size(); i++) {
            Replica<Server> replica = order.get(i);
            long now = System.nanoTime();
            // Its share of the time that is left: a silent one must not use up that of those after it.
            long share = (deadline - now) / (order.size() - i);
            try {
                String answer = replica.server().ask(question, now + share);
                replica.answered();
                return answer;
            } catch (IOException e) {
                replica.failed();
                failure = e;
            }
        }
        throw failure;
    }

    @Override
    public void close() {
        servers.forEach(Server::close);
    }
}
