package org.fingerpost.itest.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** Clients that send numbered messages side by side, as fast as they are taken, and write down which ones were. */
final class Senders implements AutoCloseable {

    /**
     * A message that the router answered for.
     *
     * @param id in the subject, at the begin of the body and at its end
     */
    record Acknowledged(String id, String queueId, List<String> to) {
    }

    private final List<Acknowledged> acknowledged = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger lastId = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private final IntSupplier port;
    private final String from;
    private final List<List<String>> recipients;
    private volatile boolean ended;

    /**
     * @param port       of the router, asked for each session; 0 while it is down
     * @param from       the sender of all messages
     * @param recipients of the messages, in turn
     */
    Senders(int count, Random random, IntSupplier port, String from, List<List<String>> recipients) {
        this.port = port;
        this.from = from;
        this.recipients = recipients;
        for (int i = 0; i < count; i++) {
            long seed = random.nextLong();
            Thread thread = new Thread(() -> run(new Random(seed)), "sender-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** As it is now. */
    List<Acknowledged> acknowledged() {
        synchronized (acknowledged) {
            return List.copyOf(acknowledged);
        }
    }

    /** How many were not taken, with whatever reply or none. */
    int refused() {
        return refused.get();
    }

    /** A message that shows whether it is whole: see {@link #isWhole}. */
    static String message(String id, int lines) {
        return "Subject: " + id + "\r\nMessage-Id: <" + id + "@client.example>\r\n\r\nbegin " + id + "\r\n"
                + ("x".repeat(70) + "\r\n").repeat(lines) + "end " + id + "\r\n";
    }

    /** Whether a text holds the message from begin to end. */
    static boolean isWhole(String text, String id) {
        int begin = text.indexOf("begin " + id);
        return begin >= 0 && text.indexOf("end " + id, begin) >= 0;
    }

    private void run(Random random) {
        while (!ended) {
            int at = port.getAsInt();
            try {
                if (at > 0) {
                    session(at, random);
                }
                TimeUnit.MILLISECONDS.sleep(10);
            } catch (IOException | AssertionError e) {
                refused.incrementAndGet(); // no answer or no: the message is still ours
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void session(int at, Random random) throws IOException {
        try (SmtpDialogue smtp = new SmtpDialogue(at)) {
            smtp.command("EHLO client.example", "250");
            for (int i = 0; i < 10 && !ended; i++) {
                int number = lastId.incrementAndGet();
                String id = String.format(Locale.ROOT, "m%06d", number);
                List<String> to = recipients.get(number % recipients.size());
                int lines = random.nextInt(20) == 0 ? 3000 : random.nextInt(100);
                String queueId = smtp.send(from, message(id, lines), to.toArray(String[]::new));
                acknowledged.add(new Acknowledged(id, queueId, to));
            }
        }
    }

    /** Ends; whoever waits for a reply gets some time. */
    @Override
    public void close() throws InterruptedException {
        ended = true;
        for (Thread thread : threads) {
            thread.join(20_000);
        }
    }
}
