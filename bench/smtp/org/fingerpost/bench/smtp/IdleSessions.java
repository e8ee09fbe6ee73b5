package org.fingerpost.bench.smtp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Opens sessions, says EHLO on each, prints how many are open, and holds them until its standard input ends. */
final class IdleSessions {

    private static final int AT_ONCE = 16;

    private IdleSessions() {
    }

    /** Host, port, number of sessions, {@code tls} or {@code plain}. */
    public static void main(String[] arguments) throws Exception {
        String host = arguments[0];
        int port = Integer.parseInt(arguments[1]);
        int count = Integer.parseInt(arguments[2]);
        boolean tls = arguments[3].equals("tls");
        List<Client> open = Collections.synchronizedList(new ArrayList<>(count));
        AtomicReference<IOException> trouble = new AtomicReference<>();
        ExecutorService openers = Executors.newFixedThreadPool(AT_ONCE);
        for (int i = 0; i < count; i++) {
            int number = i;
            openers.execute(() -> {
                try {
                    Client client = Client.ofMany(host, port, number);
                    client.greet(tls);
                    open.add(client);
                } catch (IOException e) {
                    trouble.compareAndSet(null, e);
                }
            });
        }
        openers.shutdown();
        openers.awaitTermination(10, TimeUnit.MINUTES);
        System.out.println(open.size() + (trouble.get() == null ? "" : " " + trouble.get().getMessage()));
        while (System.in.read() >= 0) {
            continue;
        }
        System.exit(0);
    }
}
