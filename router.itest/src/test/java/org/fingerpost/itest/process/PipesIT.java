package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SMTP and LMTP without a network: {@code sendmail -bs} in, programs and sockets out. */
class PipesIT {

    private static final String USER = System.getProperty("user.name");
    /** Speaks LMTP: a mailbox for each recipient, but none for nobody. */
    private static final String LMTP = """
            cr=$(printf '\\r')
            say() { printf '%s\\r\\n' "$1"; }
            say '220 here'
            while read -r line; do
                case $line in
                    LHLO*) say '250-here'; say '250 ENHANCEDSTATUSCODES' ;;
                    MAIL*) takers=; say '250 2.1.0 fine' ;;
                    RCPT*nobody*) say '550 5.1.1 nobody here' ;;
                    RCPT*) takers="$takers ${line#*:}"; say '250 2.1.5 fine' ;;
                    DATA*)
                        say '354 go on'
                        while read -r line && [ "$line" != ".$cr" ]; do
                            echo "${line%$cr}" >> "$1"
                        done
                        for each in $takers; do
                            say "250 2.0.0 for ${each%$cr}"
                        done ;;
                    QUIT*) say '221 bye'; exit 0 ;;
                    *) say '250 2.0.0 ok' ;;
                esac
            done
            """;

    @TempDir
    private Path folder;

    private RouterProcess router(String policyLine) throws Exception {
        return router("instance", policyLine);
    }

    private RouterProcess router(String instance, String policyLine) throws Exception {
        String shipped = Files.readString(Distribution.home().resolve("etc/sendmail.cf"), StandardCharsets.ISO_8859_1);
        return new RouterProcess(folder.resolve(instance), "").with("etc/sendmail.cf", shipped + "\n" + policyLine + "\n")
                .with("etc/mailertable", policyLine.startsWith("Mbox") ? "box.example   box:there\n" : "");
    }

    @Test
    void aDialogueByPipeEndsInAProgramThatSpeaksLmtp() throws Exception {
        Path script = Files.writeString(folder.resolve("lmtp"), LMTP);
        Path mail = folder.resolve("mail");
        try (RouterProcess router = router("Mbox, P=/bin/sh, F=mz, A=sh " + script + " " + mail).start()) {
            Shell.Result said = router.sendmail("EHLO me\nMAIL FROM:<" + USER + ">\n"
                    + "RCPT TO:<a@box.example>\nRCPT TO:<nobody@box.example>\n"
                    + "DATA\nSubject: by pipes\n\n..hello\n.\nQUIT\n", "-bs");

            assertEquals(0, said.status(), said.output() + said.error());
            assertTrue(said.output().endsWith(" closing\r\n"), said.output());
            assertFalse(said.output().matches("(?s).*(STARTTLS|AUTH).*"), said.output());
            router.awaitIn("var/log/mail.log", "event=delivered rcpt=<a@box.example> status=2.0.0 text=\"/bin/sh said in reply"
                    + " to the end of data: 250 2.0.0 for <a@box.example>\"");
            String taken = Files.readString(mail);
            assertTrue(taken.contains("Received: from me (" + USER + "@localhost)\n"), taken);
            assertTrue(taken.endsWith("\n\n..hello\n"), taken); // as it comes over the wire
            router.awaitIn("var/mail/" + USER, "550 5.1.1 nobody here");
            router.awaitEmptyQueue();
        }
    }

    @Test
    void oneRouterHandsMailToAnotherByASocket() throws Exception {
        try (RouterProcess second = router("second", "Cwbox.example").start();
                RouterProcess first = router("first", "Mbox, P=[IPC], F=m, A=FILE " + second.base() + "/run/smtp").start()) {
            assertEquals(0, first.sendmail("Subject: by a socket\n\nhello\n", USER + "@box.example").status());
            second.awaitIn("var/mail/" + USER, "Subject: by a socket");
            second.awaitIn("var/log/mail.log", "proto=ESMTP user=" + USER);
            first.awaitEmptyQueue();
        }
    }

    @Test
    void whenTheRouterIsDownTheClientIsTold() throws Exception {
        RouterProcess router = router("").start();
        router.close();

        Shell.Result said = router.sendmail("EHLO me\n", "-bs");
        assertEquals(75, said.status());
        assertTrue(said.output().startsWith("421 4.3.2 "), said.output());
    }

    @Test
    void aClientThatNeverReadsIsNobodysTrouble() throws Exception {
        try (RouterProcess router = router("").start();
                SocketChannel flood = SocketChannel.open(UnixDomainSocketAddress.of(router.base().resolve("run/smtp")))) {
            flood.configureBlocking(false);
            ByteBuffer noops = ByteBuffer.wrap("NOOP\r\n".repeat(10_000).getBytes(StandardCharsets.ISO_8859_1));
            for (int i = 0; i < 2000; i++) {
                flood.write(noops.rewind());
            }
            assertEquals(0, router.sendmail("QUIT\n", "-bs").status());
        }
    }
}
