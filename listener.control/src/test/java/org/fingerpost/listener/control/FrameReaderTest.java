package org.fingerpost.listener.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import org.junit.jupiter.api.Test;

class FrameReaderTest {

    private static FrameReader of(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        return new FrameReader(new ByteArrayInputStream(bytes));
    }

    @Test
    void whatRepliesWritesIsReadBack() throws IOException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        Replies replies = new Replies(wire);
        replies.output().print("caf\u00e9");
        replies.error().print("no");
        replies.output().print("x".repeat(20_000));
        replies.want();
        replies.exit(75);

        FrameReader frames = new FrameReader(new ByteArrayInputStream(wire.toByteArray()));
        StringBuilder seen = new StringBuilder();
        for (var frame = frames.next(); frame.isPresent(); frame = frames.next()) {
            seen.append(frame.get().type() == Frame.EXIT ? "X" + frame.get().payload()[0]
                    : String.valueOf((char) frame.get().type()) + frame.get().text());
        }
        assertEquals("Ocaf\u00e9Rno" + "Oxxx", seen.substring(0, 12));
        assertTrue(seen.toString().endsWith("xWX75"), "the order of output, want and exit");
        assertEquals(20_000, seen.chars().filter(c -> c == 'x').count());
    }

    @Test
    void theStreamMayEndBetweenFramesOnly() throws IOException {
        assertTrue(of().next().isEmpty());
        assertThrows(EOFException.class, () -> of('A', 0, 0).next());
        assertThrows(EOFException.class, () -> of('A', 0, 0, 0, 2, 'x').next());
    }

    @Test
    void aLengthOutOfRangeIsRefusedBeforeAnythingIsAllocated() {
        assertThrows(ProtocolException.class, () -> of('D', 0, 1, 0, 1).next());
        assertThrows(ProtocolException.class, () -> of('D', 0x7f, 0xff, 0xff, 0xff).next());
        ProtocolException e = assertThrows(ProtocolException.class, () -> of('D', 0xff, 0xff, 0xff, 0xff).next());
        assertEquals("bad frame: a length of 4294967295 octets where at most 65536 are expected", e.getMessage());
    }

    @Test
    void theLongestFrameIsRead() throws IOException {
        byte[] wire = new byte[5 + Frame.MAX_PAYLOAD];
        wire[0] = 'D';
        wire[2] = 1;
        assertEquals(Frame.MAX_PAYLOAD, new FrameReader(new ByteArrayInputStream(wire)).next().orElseThrow().payload().length);
    }

    @Test
    void inputIsAskedForOnlyWhenItIsWanted() throws IOException {
        int[] asked = {0};
        byte[] wire = Frames.of().data("ab").data("").data("c").end().bytes();
        FrameInput input = new FrameInput(new FrameReader(new ByteArrayInputStream(wire)), () -> asked[0]++);
        assertEquals(0, asked[0]);
        assertEquals('a', input.read());
        assertEquals('b', input.read());
        assertEquals(1, asked[0]);
        assertArrayEquals("c".getBytes(ISO_8859_1), input.readAllBytes());
        assertEquals(4, asked[0]);
        assertEquals(-1, input.read());
        assertEquals(4, asked[0], "nothing is asked for after the end");
    }

    @Test
    void inputThatIsCutOffIsNoEndOfInput() {
        FrameInput input = new FrameInput(new FrameReader(new ByteArrayInputStream(Frames.of().data("half").bytes())), () -> { });
        assertThrows(EOFException.class, input::readAllBytes);
    }

    @Test
    void anotherFrameAmongTheInputIsRefused() {
        FrameInput input = new FrameInput(new FrameReader(new ByteArrayInputStream(Frames.of().argument("x").bytes())),
                () -> { });
        assertThrows(ProtocolException.class, input::readAllBytes);
    }
}
