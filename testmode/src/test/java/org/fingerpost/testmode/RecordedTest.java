package org.fingerpost.testmode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The test mode prints, octet for octet, what sendmail 8.17 printed. */
class RecordedTest {

    /**
     * A folder with cf/, maps/, classes/, bin/ and vectors/; without the property, one beside the project is used if it exists.
     */
    private static final String FOLDER = "conformance.dir";
    private static final Path BESIDE = Path.of("..", "..", "shared", "conformance");
    private static final int MAX_SHOWN = 20;

    @TempDir
    Path directory;

    @Test
    void selectionPrintsWhatSendmailPrints() throws Exception {
        RecordedMachine machine = new RecordedMachine(
                Path.of(RecordedTest.class.getResource("/conformance/cf/classic.cf").toURI()).getParent().getParent(), directory);
        List<RecordedCase> cases = RecordedCase.read(Path.of(RecordedTest.class.getResource("/recorded.jsonl").toURI()));
        assertTrue(cases.size() >= 300, "only " + cases.size() + " cases");
        assertAllSame(machine, cases);
    }

    @Test
    void wholeCollectionPrintsWhatSendmailPrints() throws IOException {
        Path folder = Path.of(System.getProperty(FOLDER, BESIDE.toString()));
        assumeTrue(Files.isDirectory(folder.resolve("vectors")), "no collection in " + folder);
        RecordedMachine machine = new RecordedMachine(folder, directory);
        List<RecordedCase> cases = new ArrayList<>();
        for (Path file : RecordedMachine.files(folder.resolve("vectors"))) {
            cases.addAll(RecordedCase.read(file));
        }
        assertAllSame(machine, cases);
    }

    private static void assertAllSame(RecordedMachine machine, List<RecordedCase> cases) throws IOException {
        List<RecordedCase> different = new ArrayList<>();
        for (RecordedCase recorded : cases) {
            if (!RecordedMachine.expected(recorded).equals(machine.printed(recorded))) {
                different.add(recorded);
            }
        }
        for (RecordedCase recorded : different.subList(0, Math.min(MAX_SHOWN, different.size()))) {
            System.err.println(recorded.id() + " " + recorded.commands() + "\n--- expected\n" + RecordedMachine.expected(recorded)
                    + "\n--- is\n" + machine.printed(recorded));
        }
        assertEquals(List.of(), different.stream().map(RecordedCase::id).toList(), "of " + cases.size() + " cases");
    }
}
