package org.fingerpost.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendmailLineTest {

    private static SendmailLine read(String line) {
        return SendmailLine.read(List.of(line.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({"joe,m", "-bm joe,m", "-b m joe,m", "-bp,p", "-tbi,i", "-b p,p", "-f -bp joe,m", "-- -bp,m", "joe -bp,m",
            "-bs,s", "-q joe,q", "-qRx,q", "-v -q -bp,p", "-bp -qIx,p", "-Qodd -qRx,q"})
    void theModeIsThatOfTheLastB(String line, String mode) {
        assertEquals(mode, read(line).mode());
    }

    @ParameterizedTest
    @CsvSource({"joe,true", "-i joe,false", "-oi joe,false", "-o i joe,false", "-ti,false", "-tfi joe,true", "-oem joe,true"})
    void theDotCountsUnlessToldOtherwise(String line, boolean dotEnds) {
        assertEquals(dotEnds, read(line).dotEnds());
    }

    @ParameterizedTest
    @ValueSource(strings = {"joe", "-t",
            "-oem -odb -F Joe -fx -B8BITMIME -N never -R hdrs -V x -G -U -v -m -Ac -p x -L x -- joe"})
    void nothingSpeaksAgainst(String line) {
        assertEquals("", read(line).objection());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-i", "-f joe", "-C x joe", "-Z joe", "-"})
    void somethingSpeaksAgainst(String line) {
        assertEquals(line.equals("-"), read(line).objection().isEmpty(), "a single dash is a recipient, odd as it is");
    }

    @Test
    void theEndOfTheMessageIsFoundWhereverItIsCut() {
        String text = "a\n..\n.b\n.\r\nrest";
        for (int cut = 0; cut <= text.length(); cut++) {
            MessageEnd end = new MessageEnd(true);
            byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
            int taken = end.take(octets, cut);
            if (!end.isReached()) {
                taken += end.take(Arrays.copyOfRange(octets, cut, octets.length), octets.length - cut);
            }
            assertEquals("a\n..\n.b\n.\r\n".length(), taken, "cut at " + cut);
        }
        MessageEnd none = new MessageEnd(false);
        assertEquals(2, none.take(new byte[] {'.', '\n'}, 2));
        assertFalse(none.isReached());
    }

    @Test
    void argumentsAreWhatTheKernelSaysIfThatFits() {
        List<String> kernel = ProcessOctets.split("java\0-cp\0x\0Main\0sendmail\0\0caf\u00c3\u00a9\0");
        assertEquals(List.of("sendmail", "", "caf\u00c3\u00a9"), ProcessOctets.matching(kernel,
                new String[] {"sendmail", "", "caf??"}));
        String[] other = {"from", "a", "file"};
        assertArrayEquals(other, ProcessOctets.matching(kernel, other).toArray());
        String[] more = new String[9];
        Arrays.fill(more, "x");
        assertArrayEquals(more, ProcessOctets.matching(kernel, more).toArray());
    }
}
