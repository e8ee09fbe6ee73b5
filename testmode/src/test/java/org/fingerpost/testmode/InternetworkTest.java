package org.fingerpost.testmode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.fingerpost.api.policy.Reading;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example policy examples/internetwork does with addresses, octet for octet, what sendmail 8.17 did with it. */
class InternetworkTest {

    private static final String MARK = "/no-such-command";
    private static final String MARKED = "> Unknown \"/\" command " + MARK + "\n";

    @TempDir
    Path base;
    private Reading reading;

    @BeforeEach
    void install() throws IOException {
        reading = Internetwork.install(base);
    }

    @Test
    void itIsReadWithoutComplaint() {
        assertEquals(List.of(), reading.problems());
    }

    @Test
    void addressesOfAllNetworksGiveWhatSendmailGives() throws Exception {
        List<RecordedCase> cases = RecordedCase.read(Path.of(InternetworkTest.class.getResource("/internetwork.jsonl").toURI()));
        assertTrue(cases.size() > 700, "only " + cases.size() + " cases");
        for (RecordedCase recorded : cases) {
            String command = recorded.commands().get(recorded.commands().size() - 1);
            assertEquals(comparable(command, recorded.outputs().get(0)), comparable(command, printed(recorded)),
                    recorded.id() + ": " + recorded.commands());
        }
    }

    private String printed(RecordedCase recorded) throws IOException {
        StringBuilder input = new StringBuilder();
        recorded.commands().forEach(command -> input.append(command).append('\n').append(MARK).append('\n'));
        String text = Internetwork.printed(reading.policy(), base, input.toString());
        List<String> parts = Arrays.asList(text.substring(text.indexOf("\n> ") + 1).split(MARKED, -1));
        return parts.get(recorded.commands().size() - 1).substring("> ".length());
    }

    private static String comparable(String command, String output) {
        if (!RecordedCase.isUnordered(command)) {
            return output;
        }
        String[] lines = output.split("\n");
        Arrays.sort(lines);
        return String.join("\n", lines);
    }
}
