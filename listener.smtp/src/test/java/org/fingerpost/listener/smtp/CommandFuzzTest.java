package org.fingerpost.listener.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.fingerpost.api.submit.Arrival;
import org.fingerpost.listener.smtp.extension.Offering;
import org.fingerpost.listener.smtp.extension.Parameters;
import org.junit.jupiter.params.provider.MethodSource;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any octets as commands: they are cut the same way however they come, and refused by {@link BadCommand} only. */
class CommandFuzzTest {

    private static final Offering OFFERING = ClientCircumstances.offering(new Dialogue(Service.SUBMISSION,
            new Caller("192.0.2.7", ClientQuota.UNLIMITED, Arrival.MTA), new PostOffices(), Dialog.RULES));

    static Stream<byte[]> commands() {
        return Stream.of("EHLO [127.0.0.1]\r\nMAIL FROM:<a@b> SIZE=10 BODY=8BITMIME\r\nRCPT TO:<\"x> y\"@z>\r\nDATA\r\n",
                "mail from: <>\nquit\n",
                "RCPT TO:<@a,@b:c@d> X=\r\n", "\u0016\u0003", "\r\n\r\n", "NOOP \tx\r\n",
                "MAIL FROM:<a\\>b> SIZE=99999999999999999999\r\n")
                .map(commands -> commands.getBytes(StandardCharsets.ISO_8859_1));
    }

    @MethodSource("commands")
    @DictionaryEntries({"\\x0d\\x0a", "MAIL FROM:<", "RCPT TO:<", " SIZE=", " BODY=8BITMIME", "EHLO "})
    @FuzzTest(maxDuration = "10m")
    void anyCommands(byte[] octets) {
        for (BareNewlines newlines : BareNewlines.values()) {
            List<String> whole = lines(octets, newlines, octets.length);
            assertEquals(whole, lines(octets, newlines, 1));
            whole.forEach(CommandFuzzTest::parse);
        }
    }

    private static List<String> lines(byte[] octets, BareNewlines newlines, int piece) {
        LineReader reader = new LineReader(newlines);
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < octets.length; from += piece) {
            ByteBuffer input = ByteBuffer.wrap(octets, from, Math.min(piece, octets.length - from));
            while (input.hasRemaining()) {
                try {
                    Optional<String> line = reader.read(input);
                    line.ifPresent(lines::add);
                } catch (BadCommand e) {
                    lines.add("refused");
                }
            }
        }
        return lines;
    }

    private static void parse(String line) {
        CommandLine command = CommandLine.of(line);
        for (String keyword : List.of("FROM", "TO")) {
            try {
                PathArgument path = PathArgument.parse(keyword, command.argument(), "5.1.7", true);
                assertTrue(path.address().length() < LineReader.MAX_LINE);
                path.checkParameters(Parameters.Of.MAIL, () -> OFFERING);
                path.checkCharacters(true, "5.1.7");
            } catch (BadCommand e) {
                assertTrue(e.getMessage() == null || !e.getMessage().contains("\n"));
            }
        }
        try {
            command.hostName();
        } catch (BadCommand e) {
            return;
        }
    }
}
