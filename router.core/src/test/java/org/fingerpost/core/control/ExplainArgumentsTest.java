package org.fingerpost.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;

import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.core.control.ExplainArguments.Misuse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainArgumentsTest {

    private static ExplainArguments read(String... words) throws Misuse {
        return ExplainArguments.of(List.of(words));
    }

    @Test
    void optionsMayStandAnywhere() throws Misuse {
        assertEquals(new ExplainArguments("a@b", Optional.of("c@d"), Optional.of("192.0.2.1"), true, true, false),
                read("--from", "<c@d>", "a@b", "--servers", "--json", "--client", "192.0.2.1"));
    }

    @Test
    void anAddressMayBeginWithADash() throws Misuse {
        assertEquals("-x@y", read("--json", "--", "-x@y").address());
    }

    @Test
    void whoAsksIsTheSenderUnlessAnotherOneIsNamed() throws Misuse {
        assertEquals(ReversePath.of("eve"), read("a").sender("eve"));
        assertEquals(ReversePath.NULL, read("--from", "<>", "a").sender("eve"));
        assertEquals(Origin.local("eve"), read("a").origin("eve"));
        assertEquals("::1", read("--client", "::1", "a").origin("eve").address());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "''                   | no address",
        "' '                  | no address",
        "--json               | no address",
        "a b                  | one address at a time: \"a\", or \"b\"?",
        "--verbose a          | unknown option --verbose",
        "-x                   | unknown option -x",
        "a --from             | --from needs a value",
        "a --client           | --client needs a value",
        "a --client host      | --client host: an IP address is expected, such as 192.0.2.1 or 2001:db8::1",
        "a --client 10.1      | --client 10.1: an IP address is expected, such as 192.0.2.1 or 2001:db8::1",
    })
    void aMistakeIsNamed(String words, String message) {
        List<String> list = words.isBlank() ? List.of(words) : List.of(words.split(" "));
        assertEquals(message, assertThrows(Misuse.class, () -> ExplainArguments.of(list)).getMessage());
    }

    @Test
    void anAddressIsOneLine() {
        assertEquals("an address is one line", assertThrows(Misuse.class, () -> read("a\nb")).getMessage());
        assertEquals("an address is one line", assertThrows(Misuse.class, () -> read("--from", "a\r", "b")).getMessage());
    }
}
