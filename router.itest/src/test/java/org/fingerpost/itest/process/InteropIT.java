package org.fingerpost.itest.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The checks of {@code interop/run} that need no other mail server, with those of swaks, msmtp, curl and Python that are here;
 * what is skipped is told in the output.
 */
class InteropIT {

    private static final Path SCRIPT = Path.of("..", "interop", "run");
    private static final long LIMIT = 10;

    @TempDir
    static Path folder;

    private static boolean isOnThePath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, program)));
    }

    @Test
    void theQuickChecksPass() throws Exception {
        assumeTrue(isOnThePath("python3"), "python3 is not on the PATH");
        assumeTrue(isOnThePath("openssl"), "openssl is not on the PATH");
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(SCRIPT.toRealPath().toString(), "--quick", "--home", Distribution.home().toString(),
                "--port", "0").redirectErrorStream(true).redirectOutput(output.toFile()).start();
        if (!process.waitFor(LIMIT, TimeUnit.MINUTES)) {
            process.destroy();
            throw new AssertionError("no end within " + LIMIT + " minutes:\n" + Files.readString(output));
        }
        List<String> lines = Files.readAllLines(output);
        System.out.println(lines.stream().filter(line -> line.startsWith("skipped") || line.endsWith("skipped"))
                .collect(Collectors.joining("\n")));
        assertEquals(0, process.exitValue(), () -> String.join("\n", lines));
    }
}
