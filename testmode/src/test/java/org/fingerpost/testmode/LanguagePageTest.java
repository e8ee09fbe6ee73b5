package org.fingerpost.testmode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.fingerpost.api.policy.Problem;
import org.fingerpost.api.policy.Reading;
import org.fingerpost.rules.cf.SendmailCfReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules in the tables of docs/sendmail-cf.md do what is said there; sendmail 8.17 was asked the same. */
class LanguagePageTest {

    private static final Path PAGE = Path.of("../docs/sendmail-cf.md");
    private static final Pattern EXAMPLE = Pattern.compile("(?m)^\\| `(.+?)` \\| `(.+?)` \\| `(.+?)` \\| `(.+?)` \\|$");
    private static final Pattern RESULT = Pattern.compile("(?m)^Try +returns: (.*)$");
    private static final String POLICY = """
            V10/Berkeley
            O OperatorChars=.:%@!^/[]+
            C{Mine}here a.example
            CBcory ernie
            SOther
            R$*\t$: < $1 >
            SEnds
            R$*\t$#relay $@ hub $: $1
            STry
            """;

    @TempDir
    Path base;

    @Test
    void theExamplesAreTrue() throws IOException {
        List<String> said = new ArrayList<>();
        List<String> done = new ArrayList<>();
        for (var example : EXAMPLE.matcher(Files.readString(PAGE)).results().toList()) {
            String rule = "R" + example.group(1) + "\t" + example.group(2);
            said.add(rule + ": " + example.group(4));
            done.add(rule + ": " + result(rule, example.group(3)));
        }
        assertEquals(said, done);
        assertTrue(said.size() >= 16, said.toString());
    }

    private String result(String rule, String typed) throws IOException {
        Path file = base.resolve("try.cf");
        Files.writeString(file, POLICY + rule + "\n", StandardCharsets.ISO_8859_1);
        Reading reading = new SendmailCfReader("here.example").read(file, base);
        assertEquals(List.of(), reading.problems().stream().filter(Problem::isError).toList());
        return RESULT.matcher(Internetwork.printed(reading.policy(), base, "Try " + typed + "\n")).results()
                .map(result -> result.group(1).strip()).reduce((first, last) -> last).orElse("");
    }
}
