package org.fingerpost.table.standard;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.fingerpost.api.table.TableFlags;

/**
 * The servers of a table, which all know the same: the first one that answers counts. One that has failed is asked after the
 * others for a while. Any thread.
 */
final class Servers implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    /** The router waits 5 s for a table. */
    private static final int MAX_SECONDS = 30;
    private static final int MAX_SERVERS = 16;
    private static final Duration SET_BACK = Duration.ofSeconds(30);

    /** A server and until when it comes after the others. */
    private static final class Member {

        private final Server server;
        private volatile long setBackUntil = System.nanoTime();

        Member(Server server) {
            this.server = server;
        }

        boolean isSetBack() {
            return setBackUntil - System.nanoTime() > 0;
        }
    }

    private final List<Member> members;
    private final Duration timeout;

    /** @param timeout for one look-up, all servers together */
    Servers(List<ServerAddress> addresses, Framing framing, Duration timeout) {
        this.members = addresses.stream().map(address -> new Member(new Server(address, framing))).toList();
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
        List<Member> order = inOrder();
        IOException failure = null;
        for (int i = 0; i < order.size(); i++) {
            Member member = order.get(i);
            long now = System.nanoTime();
            // Its share of the time that is left: a silent one must not use up that of those after it.
            long share = (deadline - now) / (order.size() - i);
            try {
                String answer = member.server.ask(question, now + share);
                member.setBackUntil = System.nanoTime();
                return answer;
            } catch (IOException e) {
                member.setBackUntil = System.nanoTime() + SET_BACK.toNanos();
                failure = e;
            }
        }
        throw failure;
    }

    private List<Member> inOrder() {
        List<Member> order = new ArrayList<>(members.size());
        members.stream().filter(member -> !member.isSetBack()).forEach(order::add);
        members.stream().filter(member -> !order.contains(member)).forEach(order::add);
        return order;
    }

    @Override
    public void close() {
        members.forEach(member -> member.server.close());
    }
}
