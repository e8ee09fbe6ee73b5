package org.fingerpost.rules.cf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MapArgumentsTest {

    private final List<String> printed = new ArrayList<>();

    private Optional<String> check(String type, String arguments) {
        return new MapArguments("m", type, (argument, words) -> printed.add(words)).check(arguments == null ? "" : arguments);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"text|-x -v1 f|Illegal option x map m", "hash|-L f|Illegal option L map m",
        "user|-x|Illegal option x map m", "null|-x|Illegal option x map m", "bestmx|-x -z:|Illegal option x map m",
        "text|-k0|No file name for text map m", "text|-k f|No file name for text map m",
        "program||No file name for program map m",
        "switch||No file name for switch map m", "syslog|-x|Illegal option x map syslog",
        "syslog|-L3|syslog_map_parseargs: Unknown priority 3", "hash|- f|Illegal option   map m",
        "dns||dns map m: missing -R type",
        "ldap|-b x|No filter given in map m", "regex|(|pattern-compile-error: Unmatched ( or \\(",
        "regex|-s3 (a)(b)|field (3) out of range, only 3 substrings in pattern", "host|-d5x|Invalid time unit `x'"})
    void whatSendmailPrints(String type, String arguments, String line) {
        check(type, arguments);
        assertEquals(List.of(line), printed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"text|-k 0 -v 1 -z: -fo f", "HASH|-oT<TMPF> f", "dequote|-x", "macro|-x", "regex|-x (a)",
        "host|-x", "sequence|a b", "mine|-whatever", "user|-v gecos", "hash|-d5 -N f", "dns|-R MX", "dns|-RA -a.",
        "ldap|-k (x=%0) -v y", "regex|-s1,2 (a)(b[)])"})
    void whatSendmailTakes(String type, String arguments) {
        assertEquals(Optional.of(arguments), check(type, arguments));
        assertEquals(List.of(), printed);
    }

    @Test
    void whatIsWrongIsLeftOut() {
        assertEquals(Optional.of("-v1 -z: file"), check("text", "-v1 -x -z: file"));
        assertEquals(Optional.empty(), check("text", "-v1"));
        assertEquals(Optional.empty(), check("syslog", "-Lloud"));
        assertEquals(Optional.of("-LLOG_INFO -D"), check("syslog", "-L LOG_INFO -D"));
    }
}
