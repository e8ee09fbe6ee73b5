package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 50 MiB through a heap of 64 MiB. */
class LargeMessageIT {

    private static final int LINES = 50 * 1024 * 1024 / 78;

    @TempDir
    private Path folder;

    @Test
    void fiftyMebibytesInAndOutWithAHeapOfSixtyFour() throws Exception {
        String user = System.getProperty("user.name");
        try (RouterProcess router = new RouterProcess(folder.resolve("instance"), "-Xmx64m")
                .with("etc/aliases", "big: /" + folder + "/big\n").start()) {
            MessageDigest sent = MessageDigest.getInstance("SHA-256");
            try (SmtpDialogue smtp = router.smtp()) {
                smtp.command("EHLO client.example", "250");
                smtp.command("MAIL FROM:<" + user + "@far.example>", "250");
                smtp.command("RCPT TO:<big>", "250");
                byte[] header = "Subject: large\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
                smtp.data(new SequenceInputStream(new ByteArrayInputStream(header), new Lines(sent)));
            }
            Path file = folder.resolve("big");
            Await.until("the message in the file", Duration.ofSeconds(60),
                    () -> router.program("mailq", "").output().contains("is empty") && Files.exists(file));
            assertArrayEquals(sent.digest(), digestOfBody(file));
        }
    }

    private static byte[] digestOfBody(Path mbox) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        long size = Files.size(mbox);
        try (InputStream in = Files.newInputStream(mbox)) {
            long header = 0;
            int last = 0;
            for (int c = in.read(); !(c == '\n' && last == '\n'); c = in.read()) {
                header++;
                last = c;
            }
            header++;
            try (InputStream body = new DigestInputStream(in, digest)) {
                body.readNBytes((int) (size - header - 1)); // but for the empty line that ends a message of an mbox
            }
        }
        return digest.digest();
    }

    /** Lines of noise that need no stuffing on the wire and no quoting in an mbox; their digest is of LF lines. */
    private static final class Lines extends InputStream {

        private final Random random = new Random(1);
        private final MessageDigest digest;
        private byte[] line = new byte[0];
        private int at;
        private int made;

        Lines(MessageDigest digest) {
            this.digest = digest;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (at == line.length && !next()) {
                return -1;
            }
            int n = Math.min(length, line.length - at);
            System.arraycopy(line, at, into, offset, n);
            at += n;
            return n;
        }

        private boolean next() {
            if (made == LINES) {
                return false;
            }
            made++;
            byte[] text = new byte[78];
            random.nextBytes(text);
            for (int i = 0; i < 76; i++) {
                int octet = text[i] & 0xff;
                text[i] = (byte) (octet == '\r' || octet == '\n' || octet == 0 ? 'x' : octet);
            }
            text[0] = 'L';
            text[76] = '\n';
            digest.update(text, 0, 77);
            text[76] = '\r';
            text[77] = '\n';
            line = text;
            at = 0;
            return true;
        }
    }
}
