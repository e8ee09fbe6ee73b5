package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two routers: one takes mail under TLS, the other one sends it there and asks for proof of who it is. */
class SmartHostIT {

    private static final String USER = System.getProperty("user.name");
    private static final String MAIL_LOG = "var/log/mail.log";
    private static final int STARTS = 3;

    @TempDir
    private Path folder;

    private RouterProcess client(RouterProcess host, String destination) throws Exception {
        return new RouterProcess(folder.resolve("client"), "")
                .with("etc/queue.cfg", "retry = 1h\n")
                .with("etc/mailertable", "host.test smtp:[127.0.0.1]:" + host.port() + "\n")
                .with("etc/tls.cfg", "authorities = " + host.base().resolve("etc/tls/certificate.pem") + "\n")
                .with("etc/destination-host.cfg", "host = [127.0.0.1]:" + host.port() + "\n" + destination);
    }

    private RouterProcess host() throws Exception {
        RouterProcess host = new RouterProcess(folder.resolve("host"), "").with("etc/mailertable", "host.test local:\n").start();
        host.awaitIn("etc/tls/certificate.pem", "-----END CERTIFICATE-----");
        Await.until("STARTTLS", () -> {
            try (SmtpDialogue smtp = host.smtp()) {
                return smtp.command("EHLO client.test", "250").contains("STARTTLS");
            }
        });
        return host;
    }

    private static String nameIn(RouterProcess host) throws Exception {
        try (SmtpDialogue smtp = host.smtp()) {
            return smtp.command("EHLO client.test", "250").split("[ \\r\\n-]+")[1];
        }
    }

    @Test
    void mailGoesUnderTlsThatProvesWhoTheHostIs() throws Exception {
        try (RouterProcess host = host();
                RouterProcess client = client(host, "smtp.tls = verify\nsmtp.tls.name = " + nameIn(host) + "\n").start()) {
            assertEquals(0, client.sendmail("Subject: under TLS\n\nhello\n", USER + "@host.test").status());
            host.awaitIn("var/mail/" + USER, "Subject: under TLS");
            assertTrue(host.read("var/mail/" + USER).contains("with ESMTPS"), () -> "no TLS");
            client.awaitIn("var/log/router.log", ", verified");
            client.awaitEmptyQueue();
        }
    }

    /** One message is taken at once, one is in the queue from the second start on: neither may find the settings not there yet. */
    @Test
    void theSettingsOfADestinationApplyFromTheFirstAttemptOn() throws Exception {
        try (RouterProcess host = host();
                RouterProcess client = client(host, "smtp.tls = verify\nsmtp.tls.name = somebody-else.test\n")
                        .with("etc/queue.cfg", "retry = 1s\n")) {
            for (int start = 1; start <= STARTS; start++) {
                int before = client.read(MAIL_LOG).length();
                client.start();
                String recipient = "<" + USER + "+" + start + "@host.test>";
                assertEquals(0, client.sendmail("Subject: too early\n\nhello\n", recipient).status());
                Await.until("an attempt", () ->
                        client.read(MAIL_LOG).substring(before).contains("rcpt=" + recipient + " status="));
                client.close();
            }
            List<String> outcomes = client.read(MAIL_LOG).lines().filter(line -> line.contains(" status=")).toList();
            assertTrue(outcomes.size() > STARTS, () -> "no attempt at what was queued: " + outcomes);
            assertTrue(outcomes.stream().allMatch(line -> line.contains(" status=4.7.5 ")), () -> String.join("\n", outcomes));
            assertEquals("", host.read("var/mail/" + USER));
        }
    }
}
