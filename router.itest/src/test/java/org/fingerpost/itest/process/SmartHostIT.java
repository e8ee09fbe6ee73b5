package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two routers: one takes mail under TLS, the other one sends it there and asks for proof of who it is. */
class SmartHostIT {

    private static final String USER = System.getProperty("user.name");

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
}
