package org.fingerpost.testmode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.fingerpost.api.policy.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of docs/internetwork.md is what the example policy does. */
class InternetworkPageTest {

    private static final Path PAGE = Path.of("../docs/internetwork.md");
    private static final List<String> MAILERS = List.of("local", "uucp", "berk", "ncp", "tcp", "phone");
    private static final Pattern ROUTE = Pattern.compile("(?m)^mailer (\\S+?)(?:, host (\\S+))?, user (\\S+)$");
    private static final Pattern RESULT = Pattern.compile("(?m)^Rcode = 0, addr = (.*)$");

    @TempDir
    Path base;

    @Test
    void theTableIsTrue() throws IOException {
        Policy policy = Internetwork.install(base).policy();
        int rows = 0;
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("| `")) {
                assertEquals(line, row(policy, line.split("`")[1]));
                rows++;
            }
        }
        assertEquals(10, rows);
    }

    private String row(Policy policy, String address) throws IOException {
        String route = ROUTE.matcher(Internetwork.printed(policy, base, "/parse " + address + "\n")).results()
                .map(m -> m.group(1) + (m.group(2) == null ? "" : ", " + m.group(2)) + ", " + m.group(3)).findFirst().orElse("");
        String tries = MAILERS.stream().map(mailer -> "/try " + mailer + " " + address + "\n").collect(Collectors.joining());
        String seen = RESULT.matcher(Internetwork.printed(policy, base, "/tryflags HS\n" + tries)).results()
                .map(m -> "`" + m.group(1) + "`").collect(Collectors.joining(" | "));
        return "| `" + address + "` | " + route + " | " + seen + " |";
    }
}
