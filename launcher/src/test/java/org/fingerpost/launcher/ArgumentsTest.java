package org.fingerpost.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

    private static final Path HERE = Path.of("/home/op");

    private static Arguments parse(Map<String, String> environment, String... args) throws StartRefused {
        return Arguments.parse(List.of(args), environment, HERE);
    }

    @Test
    void withoutAnythingTheInstanceIsBelowTheWorkingDirectory() throws StartRefused {
        Arguments arguments = parse(Map.of(), "run");
        assertEquals(new Arguments(HERE.resolve("instance"), List.of(), Optional.empty()), arguments);
    }

    @Test
    void theOptionWinsOverTheVariable() throws StartRefused {
        Map<String, String> environment = Map.of("FINGERPOST_BASE", "/var/lib/fingerpost");
        assertEquals(Path.of("/var/lib/fingerpost"), parse(environment, "run").base());
        assertEquals(Path.of("/srv/mail"), parse(environment, "run", "--base", "/srv/mail").base());
    }

    @Test
    void relativePathsCountFromTheWorkingDirectory() throws StartRefused {
        Arguments arguments = parse(Map.of(), "run", "--base=../mail", "--policy", "my.cf");
        assertEquals(Path.of("/home/mail"), arguments.base());
        assertEquals(Optional.of(HERE.resolve("my.cf")), arguments.policy());
    }

    @Test
    void listenMayBeGivenAgain() throws StartRefused {
        Arguments arguments = parse(Map.of(), "run", "--listen", "127.0.0.1:2525", "--listen=[::1]:2525");
        assertEquals(List.of("127.0.0.1:2525", "[::1]:2525"), arguments.listen());
    }

    @Test
    void listenTakesSeveralAsTheSettingsDo() throws StartRefused {
        Arguments arguments = parse(Map.of(), "run", "--listen", "127.0.0.1:25, submission://0.0.0.0:587,lmtp:///run/lmtp");
        assertEquals(List.of("127.0.0.1:25", "submission://0.0.0.0:587", "lmtp:///run/lmtp"), arguments.listen());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "stop", "run --bas /x", "run --base", "run --base=", "run extra", "run --listen 25",
            "run --listen a:b", "run --listen lmtp://x", "run --listen 0.0.0.0:65536",
        "run --listen 1.1.1.1:25,2.2.2.2", "run --base /a,b"})
    void whatMakesNoSenseIsAnsweredWithTheUsage(String line) {
        String[] args = line.isEmpty() ? new String[0] : line.split(" ");
        StartRefused refused = assertThrows(StartRefused.class, () -> parse(Map.of(), args));
        assertEquals(ExitStatus.USAGE, refused.status());
        assertTrue(refused.lines().contains(Arguments.USAGE), refused::getMessage);
    }
}
