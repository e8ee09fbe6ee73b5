package org.fingerpost.mailer.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.fingerpost.api.mailer.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other programs and we keep each other out of a mailbox: those of Python's library, which locks as mail readers do. */
@Timeout(120)
class ReaderLocksTest extends MboxFixture {

    private static final String FCNTL = "import fcntl,sys\nf=open(sys.argv[1],'r+')\n"
            + "try: fcntl.lockf(f,fcntl.LOCK_EX|fcntl.LOCK_NB)\nexcept OSError: print('locked'); sys.exit()\n";
    private static final String DOT = "import os,sys\ntry: os.close(os.open(sys.argv[1]+'.lock',os.O_CREAT|os.O_EXCL))\n"
            + "except FileExistsError: print('locked'); sys.exit()\n";
    private static final String MAILBOX = "import mailbox,sys\nf=mailbox.mbox(sys.argv[1])\n"
            + "try: f.lock()\nexcept mailbox.ExternalClashError: print('locked'); sys.exit()\n";
    private static final String HOLD = "print('mine',flush=True)\nsys.stdin.readline()\n";
    private static final String GIVE_UP_DOT = "os.unlink(sys.argv[1]+'.lock')\n";

    private Process python(String program) throws IOException {
        try {
            return new ProcessBuilder("python3", "-c", program, box.toString()).redirectErrorStream(true).start();
        } catch (IOException e) {
            assumeTrue(false, "there is no python3");
            throw e;
        }
    }

    private static String line(Process process) throws IOException {
        return new BufferedReader(new InputStreamReader(process.getInputStream())).readLine();
    }

    private static String program(String lock) {
        return switch (lock) {
            case "fcntl" -> FCNTL + HOLD;
            case "dot" -> DOT + HOLD + GIVE_UP_DOT;
            default -> MAILBOX + HOLD + "f.unlock()\n";
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"fcntl", "dot", "mailbox"})
    void mailWaitsForAReader(String lock) throws Exception {
        Files.writeString(box, "");
        Process reader = python(program(lock));
        try {
            assertEquals("mine", line(reader));
            assertEquals(Outcome.deferred("4.2.0", "the mailbox is locked by another program"), one(to("anna")));
            assertEquals("", text(box));
            reader.getOutputStream().close();
            assertTrue(reader.waitFor(30, TimeUnit.SECONDS));
            assertInstanceOf(Outcome.Delivered.class, one(to("anna")));
            assertEquals(ANNA, text(box));
        } finally {
            reader.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fcntl", "dot", "mailbox"})
    void aReaderIsKeptOutWhileMailIsWritten(String lock) throws Exception {
        AtomicReference<String> seen = new AtomicReference<>();
        TestBody body = TestBody.of("hello\r\n").thenAtEnd(() -> {
            Process reader = python(program(lock));
            seen.set(line(reader));
            reader.destroyForcibly();
        });
        assertInstanceOf(Outcome.Delivered.class, one(TestDelivery.of("var/mail/$u", body, "anna")));
        assertEquals("locked", seen.get());
        assertEquals(ANNA, text(box));
    }

    @Test
    void aReaderSeesWholeMessages() throws Exception {
        assertInstanceOf(Outcome.Delivered.class, one(to("anna")));
        assertInstanceOf(Outcome.Delivered.class, one(to("anna")));
        Process reader = python("import mailbox,sys\nprint(len([m for m in mailbox.mbox(sys.argv[1]) if m['Subject']]))");
        assertEquals("2", line(reader));
    }
}
