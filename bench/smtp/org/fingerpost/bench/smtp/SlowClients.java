package org.fingerpost.bench.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * Holds so many connections on which a message is sent an octet at a time, one each second; a new one for each that the server
 * ends. Prints how many are open once all have begun, and when its standard input ends how many are and how many were ended.
 */
final class SlowClients {

    private static final byte[] SESSION = ("EHLO slow.test\r\nMAIL FROM:<slow@a.test>\r\nRCPT TO:<rcpt@dest.test>\r\nDATA\r\n"
            + "Subject: slow\r\n\r\n" + "x\r\n".repeat(100_000)).getBytes(StandardCharsets.ISO_8859_1);
    /** Sent at once, so that all are in a message. */
    private static final int AT_ONCE = new String(SESSION, StandardCharsets.ISO_8859_1).indexOf("Subject");
    private static final long PAUSE = 1000;

    private final InetSocketAddress server;
    private final Selector selector = Selector.open();
    private final ByteBuffer replies = ByteBuffer.allocate(4096);
    private int open;
    private int ended;
    private int number;

    private SlowClients(InetSocketAddress server) throws IOException {
        this.server = server;
    }

    /** Host, port, number of clients. */
    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[2]);
        SlowClients clients = new SlowClients(new InetSocketAddress(arguments[0], Integer.parseInt(arguments[1])));
        while (clients.open < count) {
            clients.begin();
            if (clients.number % 50 == 0) {
                clients.look(1);
            }
        }
        System.out.println(clients.open);
        clients.hold(count);
        System.out.println(clients.open + " open, " + clients.ended + " ended by the server");
        System.exit(0);
    }

    private void hold(int count) throws IOException {
        while (System.in.available() == 0) {
            long next = System.currentTimeMillis() + PAUSE;
            for (SelectionKey key : selector.keys()) {
                if (key.isValid()) {
                    say(key, 1);
                }
            }
            while (System.currentTimeMillis() < next) {
                look(Math.max(1, next - System.currentTimeMillis()));
            }
            while (open < count) {
                begin();
            }
        }
    }

    private void begin() throws IOException {
        SocketChannel channel = SocketChannel.open();
        byte[] from = {127, 2, (byte) (number / 100 % 250), 1};
        number++;
        channel.bind(new InetSocketAddress(InetAddress.getByAddress(from), 0));
        channel.connect(server);
        channel.configureBlocking(false);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ, new int[1]);
        open++;
        say(key, AT_ONCE);
    }

    private void say(SelectionKey key, int octets) {
        int[] at = (int[]) key.attachment();
        int length = Math.min(octets, SESSION.length - at[0]);
        try {
            at[0] += ((SocketChannel) key.channel()).write(ByteBuffer.wrap(SESSION, at[0], length));
        } catch (IOException e) {
            end(key);
        }
    }

    private void look(long wait) throws IOException {
        selector.select(key -> {
            replies.clear();
            try {
                if (((SocketChannel) key.channel()).read(replies) < 0) {
                    end(key);
                }
            } catch (IOException e) {
                end(key);
            }
        }, wait);
    }

    private void end(SelectionKey key) {
        key.cancel();
        open--;
        ended++;
        try {
            key.channel().close();
        } catch (IOException e) {
            return; // it is of no more use anyway
        }
    }
}
