package org.fingerpost.listener.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestTest {

    private static Request read(Frames frames) throws IOException {
        return Request.read(new FrameReader(new ByteArrayInputStream(frames.bytes()))).orElseThrow();
    }

    private static String refusal(Frames frames) {
        return assertThrows(ProtocolException.class, () -> read(frames)).getMessage();
    }

    @Test
    void argumentsAndVariablesAreOctets() throws IOException {
        Request request = read(Frames.of("sendmail", "", "caf\u00c3\u00a9").variable("NAME=Jos\u00e9=x").go());
        assertEquals(new Request("sendmail", List.of("", "caf\u00c3\u00a9"), Map.of("NAME", "Jos\u00e9=x")), request);
    }

    @Test
    void whoOnlyKnocksIsNoRequest() throws IOException {
        assertTrue(Request.read(new FrameReader(new ByteArrayInputStream(new byte[0]))).isEmpty());
    }

    @Test
    void otherFramesAreRefused() {
        assertEquals("bad frame: type 68 is not expected here", refusal(Frames.of("x").data("y").go()));
        assertEquals("bad frame: type 22 is not expected here", refusal(Frames.of().frame(0x16, "TLS")));
        assertEquals("no command", refusal(Frames.of().go()));
        assertEquals("the stream ends before the command is complete", refusal(Frames.of("x")));
        assertEquals("a variable without a name and \"=\"", refusal(Frames.of("x").variable("=y").go()));
    }

    @Test
    void argumentsAreCounted() throws IOException {
        Frames most = Frames.of("sendmail");
        for (int i = 0; i < Request.MAX_ARGUMENTS; i++) {
            most.argument("a");
        }
        assertEquals(Request.MAX_ARGUMENTS, read(Frames.copyOf(most).go()).arguments().size());
        assertEquals("more than 20000 arguments", refusal(most.argument("one more").go()));
    }

    @Test
    void octetsAndVariablesAreCounted() {
        Frames large = Frames.of("sendmail");
        for (int i = 0; i < 65; i++) {
            large.argument("x".repeat(65_000));
        }
        assertEquals("more than 4194304 octets of arguments", refusal(large.go()));
        Frames many = Frames.of("sendmail");
        for (int i = 0; i < 65; i++) {
            many.variable("V" + i + "=1");
        }
        assertEquals("more than 64 variables", refusal(many.go()));
    }
}
