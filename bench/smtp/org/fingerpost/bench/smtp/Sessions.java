package org.fingerpost.bench.smtp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sessions of one message each, from the connection to the reply to QUIT, so many at once. Prints how many there were a second,
 * and of the time that one took the median and the 99th percentile, in milliseconds.
 */
final class Sessions {

    private static final byte[] MESSAGE = ("From: from@a.test\r\nTo: rcpt@dest.test\r\nSubject: a session\r\n\r\n"
            + "Line of text in a short message.\r\n".repeat(30)).getBytes(StandardCharsets.ISO_8859_1);

    private Sessions() {
    }

    /** Host, port, sessions, sessions at once, {@code tls} or {@code plain}, pause between two of a client in milliseconds. */
    public static void main(String[] arguments) throws Exception {
        String host = arguments[0];
        int port = Integer.parseInt(arguments[1]);
        int count = Integer.parseInt(arguments[2]);
        boolean tls = arguments[4].equals("tls");
        long pause = Long.parseLong(arguments[5]);
        long[] times = new long[count];
        AtomicInteger next = new AtomicInteger();
        AtomicReference<IOException> trouble = new AtomicReference<>();
        Thread[] clients = new Thread[Integer.parseInt(arguments[3])];
        long begun = System.nanoTime();
        for (int i = 0; i < clients.length; i++) {
            clients[i] = new Thread(() -> {
                for (int n = next.getAndIncrement(); n < count && trouble.get() == null; n = next.getAndIncrement()) {
                    try {
                        times[n] = one(host, port, tls);
                        Thread.sleep(pause);
                    } catch (IOException e) {
                        trouble.compareAndSet(null, e);
                    } catch (InterruptedException e) {
                        return;
                    }
                }
            });
            clients[i].start();
        }
        for (Thread client : clients) {
            client.join();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (trouble.get() != null) {
            System.out.println(trouble.get().getMessage());
            System.exit(1);
        }
        Arrays.sort(times);
        System.out.printf(Locale.ROOT, "%.0f %.2f %.2f%n", count / seconds, times[count / 2] / 1e6,
                times[count * 99 / 100] / 1e6);
    }

    private static long one(String host, int port, boolean tls) throws IOException {
        long begun = System.nanoTime();
        try (Client client = new Client(host, port, 0)) {
            client.greet(tls);
            client.send("rcpt@dest.test", MESSAGE);
            client.quit();
        }
        return System.nanoTime() - begun;
    }
}
