package org.fingerpost.itest.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first mail of a newcomer, and some more, sent with a client that is not ours: swaks, if the machine has it. */
class SwaksIT {

    private static final String USER = System.getProperty("user.name");

    @TempDir
    static Path folder;
    private static SmtpSink sink;
    private static RouterProcess router;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(isOnThePath("swaks"), "swaks is not on the PATH");
        sink = new SmtpSink();
        router = new RouterProcess(folder.resolve("instance"), "").withRelay(sink.port())
                .with("etc/mailertable", "old.example   error:5.1.6 this domain has moved\n").start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (router != null) {
            router.close();
            sink.close();
        }
    }

    private static boolean isOnThePath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, program)));
    }

    private static Shell.Result swaks(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("swaks", "--server", "127.0.0.1:" + router.port(), "--from",
                "sender@far.example"));
        command.addAll(List.of(arguments));
        return Shell.run(Map.of("LC_ALL", "C.UTF-8"), new byte[0], command);
    }

    /** Sends what must be taken; gives the dialogue. */
    private static String sent(String... arguments) throws Exception {
        Shell.Result result = swaks(arguments);
        assertEquals(0, result.status(), result.output() + result.error());
        return result.output();
    }

    private static SmtpSink.Received relayed(String subject) throws Exception {
        Await.until(subject + " at the relay", () -> sink.received().stream()
                .anyMatch(m -> m.content().contains("Subject: " + subject + "\r\n")));
        return sink.received().stream().filter(m -> m.content().contains("Subject: " + subject + "\r\n")).findFirst()
                .orElseThrow();
    }

    private static String digest(byte[] octets) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
    }

    @Test
    void aLocalUser() throws Exception {
        sent("--to", USER, "--header", "Subject: the first");
        router.awaitIn("var/mail/" + USER, "Subject: the first");
        assertTrue(router.read("var/mail/" + USER).contains("Return-Path: <sender@far.example>"),
                router.read("var/mail/" + USER));
    }

    @Test
    void pipelining() throws Exception {
        String dialogue = sent("--pipeline", "--to", "a@far.example,b@far.example", "--header", "Subject: pipelined");
        assertTrue(dialogue.contains("PIPELINING"), dialogue);
        assertEquals(List.of("a@far.example", "b@far.example"), relayed("pipelined").to());
    }

    @Test
    void eightBitsAndDots() throws Exception {
        String body = "na\u00efve caf\u00e9\n.\n..\n.hidden\nFrom here on\nx";
        sent("--to", "u@far.example", "--header", "Subject: eight bits", "--body", body);
        String content = relayed("eight bits").content();
        String received = content.substring(content.indexOf("\r\n\r\n") + 4);
        String expected = new String(body.replace("\n", "\r\n").getBytes(UTF_8), ISO_8859_1);
        assertTrue(received.startsWith(expected + "\r\n"), received);
    }

    @Test
    void anAttachmentOfOneMebibyte() throws Exception {
        byte[] attached = new byte[1024 * 1024];
        new Random(1).nextBytes(attached);
        Path file = Files.write(folder.resolve("attached.bin"), attached);
        sent("--to", "u@far.example", "--header", "Subject: attached", "--attach", "@" + file);
        Matcher part = Pattern.compile("\r\nContent-Disposition: attachment[^:]*\r\nContent-Transfer-Encoding: BASE64\r\n\r\n([A-Za-z0-9+/=\r\n]+)\r\n--")
                .matcher(relayed("attached").content().replaceAll("(?i)(Content-Transfer-Encoding: )base64", "$1BASE64"));
        assertTrue(part.find(), "an attachment in base64");
        assertEquals(digest(attached), digest(Base64.getMimeDecoder().decode(part.group(1))));
    }

    @Test
    void anUnknownUserIsRefused() throws Exception {
        Shell.Result result = swaks("--to", "nobody-of-this-name", "--header", "Subject: for nobody");
        assertNotEquals(0, result.status());
        assertTrue(result.output().contains("<** 550 5.1.1 <nobody-of-this-name>... User unknown"), result.output());
        assertTrue(!result.output().contains("DATA"), "it ends at RCPT: " + result.output());
    }

    @Test
    void aDomainOfTheMailertableIsRefusedInItsWords() throws Exception {
        Shell.Result result = swaks("--to", "u@old.example");
        assertTrue(result.output().contains("<** 553 5.1.6 <u@old.example>... this domain has moved"), result.output());
    }

    @Test
    void heloAndEhlo() throws Exception {
        String extended = sent("--ehlo", "client.example", "--to", "u@far.example", "--header", "Subject: by ehlo");
        assertTrue(extended.contains("EHLO client.example"), extended);
        String relayed = relayed("by ehlo").content();
        assertTrue(relayed.matches("(?s).*Received: from client\\.example \\((\\S+ )?\\[127\\.0\\.0\\.1\\]\\).*"), relayed);
        String plain = sent("--protocol", "SMTP", "--helo", "client.example", "--to", "u@far.example", "--header",
                "Subject: by helo");
        assertTrue(plain.contains("HELO client.example"), plain);
        assertTrue(relayed("by helo").content().contains(" with SMTP id "), relayed("by helo").content());
    }

    @Test
    void severalRecipients() throws Exception {
        sent("--to", USER + ",one@far.example,two@far.example,three@far.example", "--header", "Subject: several");
        router.awaitIn("var/mail/" + USER, "Subject: several");
        assertEquals(List.of("one@far.example", "two@far.example", "three@far.example"), relayed("several").to());
        assertEquals(1, sink.received().stream().filter(m -> m.content().contains("Subject: several\r\n")).count());
    }
}
