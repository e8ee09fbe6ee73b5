package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many clients at once and little memory: everything arrives exactly once, and afterwards all is as it was before. */
class LoadIT {

    private static final String USER = System.getProperty("user.name");
    private static final String REMOTE = "x@far.example";
    private static final int CLIENTS = 20;
    private static final int MESSAGES = 100;
    private static final int IDLE = 500;
    private static final int LIST = 5000;

    @TempDir
    private Path folder;

    private static String id(int client, int message) {
        return String.format("m%06d", client * MESSAGES + message);
    }

    private static void send(RouterProcess router, int client) throws Exception {
        try (SmtpDialogue smtp = router.smtp()) {
            smtp.command("EHLO client.example", "250");
            for (int i = 0; i < MESSAGES; i++) {
                smtp.send("s@client.example", Senders.message(id(client, i), 20), i % 2 == 0 ? USER : REMOTE);
            }
        }
    }

    @Test
    void everythingArrivesOnceAndNothingIsLeftOpen() throws Exception {
        try (SmtpSink sink = new SmtpSink(); RouterProcess router = new RouterProcess(folder.resolve("instance"), "-Xmx64m")
                .withRelay(sink.port())
                .with("etc/smtp.cfg", "max.sessions.per.client = 600\n").start()) {
            send(router, CLIENTS); // warms up
            router.awaitEmptySpool();
            int descriptors = router.descriptors();
            int threads = router.threads();

            List<SmtpDialogue> idle = new ArrayList<>();
            for (int i = 0; i < IDLE; i++) {
                idle.add(router.smtp());
            }
            long begin = System.nanoTime();
            List<Throwable> failures = sendAll(router);
            long taken = System.nanoTime();
            router.awaitEmptySpool();
            long end = System.nanoTime();
            assertEquals(List.of(), failures);
            list(router);
            router.awaitEmptySpool();
            for (SmtpDialogue session : idle) {
                session.command("NOOP", "250");
                session.close();
            }
            check(router, sink);
            System.out.printf("load: %d messages taken at %d/s, gone at %d/s; %d descriptors and %d threads before%n",
                    CLIENTS * MESSAGES,
                    perSecond(taken - begin), perSecond(end - begin), descriptors, threads);
            Await.until("as few descriptors and threads as before", Duration.ofSeconds(60),
                    () -> router.descriptors() <= descriptors + 5 && router.threads() <= threads + 5);
        }
    }

    private static long perSecond(long nanos) {
        return CLIENTS * MESSAGES * 1_000_000_000L / nanos;
    }

    private static List<Throwable> sendAll(RouterProcess router) throws InterruptedException {
        List<Throwable> failures = new ArrayList<>();
        List<Thread> clients = IntStream.range(0, CLIENTS).mapToObj(client -> new Thread(() -> {
            try {
                send(router, client);
            } catch (Exception | AssertionError e) {
                synchronized (failures) {
                    failures.add(e);
                }
            }
        })).toList();
        clients.forEach(Thread::start);
        for (Thread client : clients) {
            client.join();
        }
        return failures;
    }

    private static void list(RouterProcess router) throws Exception {
        try (SmtpDialogue smtp = router.smtp()) {
            smtp.command("EHLO client.example", "250");
            smtp.send("s@client.example", Senders.message("m999999", 20),
                    IntStream.range(0, LIST).mapToObj(i -> "r" + i + "@far.example").toArray(String[]::new));
        }
    }

    private static void check(RouterProcess router, SmtpSink sink) throws Exception {
        Map<String, Integer> copies = new HashMap<>();
        Mbox mailbox = Mbox.parse(router.read("var/mail/" + USER));
        mailbox.messages().forEach(message -> copies.merge(subject(message), 1, Integer::sum));
        assertEquals(List.of(), mailbox.torn());
        List<String> recipients = new ArrayList<>();
        for (SmtpSink.Received message : sink.received()) {
            if (message.to().contains(REMOTE)) {
                copies.merge(subject(message.content()), 1, Integer::sum);
            } else {
                recipients.addAll(message.to());
            }
        }
        assertEquals(LIST, recipients.size());
        assertEquals(LIST, recipients.stream().distinct().count());
        assertEquals((CLIENTS + 1) * MESSAGES, copies.size());
        assertEquals(List.of(), copies.entrySet().stream().filter(entry -> entry.getValue() != 1).toList());
        assertFalse(router.read("var/log/router.log").contains("OutOfMemoryError"));
    }

    private static String subject(String message) {
        int subject = message.indexOf("Subject: ") + "Subject: ".length();
        return message.substring(subject, subject + 7);
    }
}
