package org.fingerpost.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With the real gogo runtime. */
@Timeout(20)
class ConsoleCommandTest {

    /** Commands as a bundle gives them. */
    public static final class Commands {

        private final CountDownLatch never = new CountDownLatch(1);

        public String lb() {
            return "bundles";
        }

        public String list() {
            return "components";
        }

        public void say(String word) {
            System.out.println(word);
        }

        public void fail() throws IOException {
            throw new IOException("no luck");
        }

        public void hang() throws InterruptedException {
            never.await();
        }

        public int ask() throws IOException {
            return System.in.read();
        }
    }

    /** One for all tests: a command that hangs in one of them may still be using it in the next. */
    private static final ThreadIOImpl THREAD_IO = new ThreadIOImpl();

    private final Commands commands = new Commands();
    private CommandProcessorImpl processor;
    private ConsoleCommand console;

    @BeforeAll
    static void startThreadIo() {
        THREAD_IO.start();
    }

    @AfterAll
    static void stopThreadIo() {
        THREAD_IO.stop();
    }

    @BeforeEach
    void start() {
        processor = new CommandProcessorImpl(THREAD_IO);
        for (String name : new String[] {"lb", "say", "fail", "hang", "ask"}) {
            processor.addCommand("felix", commands, name);
        }
        processor.addCommand("scr", commands, "list");
        processor.addCommand("router", new RouterCommands(), "mailers");
        console = new ConsoleCommand(processor, Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() {
        commands.never.countDown();
        processor.stop();
    }

    private static void assertCall(ConsoleCommand console, int status, String output, String error, TestCall call)
            throws IOException {
        assertEquals(status, console.run(call), call::complained);
        assertEquals(output, call.printed());
        assertEquals(error, call.complained());
    }

    @Test
    void argumentsAreOneCommandLine() throws IOException {
        assertCall(console, 0, "bundles\n", "", TestCall.of("lb"));
        assertCall(console, 0, "components\n", "", TestCall.of("scr:list"));
        assertCall(console, 0, "hello\nbundles\n", "", TestCall.of("say", "hello;", "lb"));
        assertTrue(printed("mailers").startsWith("Mailer services\n(none)\n"));
        assertEquals(printed("mailers"), printed("router:mailers"));
    }

    private String printed(String line) throws IOException {
        TestCall call = TestCall.of(line);
        assertEquals(0, console.run(call));
        return call.printed();
    }

    @Test
    void aFailureIsSaidOnErrorOutput() throws IOException {
        assertCall(console, 1, "", "no luck\n", TestCall.of("fail"));
        assertCall(console, 1, "", "Command not found: nonsense\n", TestCall.of("nonsense"));
        assertCall(console, 1, "", "say: these arguments do not fit; \"help say\" says what does"
                + " (a bundle is given by its number in \"lb\" or its name in \"lb -s\")\n", TestCall.of("say", "one", "two"));
        TestCall syntax = TestCall.of("say {");
        assertEquals(1, console.run(syntax));
        assertTrue(!syntax.complained().isBlank());
    }

    @Test
    void linesAreReadUntilExit() throws IOException {
        assertCall(console, 0, "fingerpost> bundles\nfingerpost> fingerpost> fingerpost> hi\nfingerpost> ", "no luck\n",
                TestCall.withInput("lb\r\n\nfail\nsay hi\nexit\nlb\n"));
    }

    @Test
    void theEndOfInputEndsTheSession() throws IOException {
        assertCall(console, 0, "fingerpost> bundles\nfingerpost> ", "", TestCall.withInput("lb"));
        assertCall(console, 0, "", "", TestCall.of("exit"));
    }

    @Test
    void aCommandMayReadWhatFollowsItsLine() throws IOException {
        assertCall(console, 0, "fingerpost> 120\nfingerpost> bundles\nfingerpost> ", "", TestCall.withInput("ask\nxlb\n"));
    }

    @Test
    void aCommandThatHangsIsGivenUp() throws IOException {
        console = new ConsoleCommand(processor, Duration.ofMillis(50));
        assertCall(console, 1, "", "given up after 0 seconds; the command may still be at work\n", TestCall.of("hang"));
    }
}
