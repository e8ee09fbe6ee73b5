package org.fingerpost.rules.cf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableArgumentsTest {

    private static List<String> printed(String type, String arguments) {
        return TableArguments.check("m", type, arguments).faults().stream().map(TableArguments.Fault::printed).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"text|-x -v1 f|Illegal option x map m", "hash|-L f|Illegal option L map m", "user|-x|Illegal option x map m",
        "null|-x|Illegal option x map m", "bestmx|-x -z:|Illegal option x map m", "text|-k0|No file name for text map m",
        "program||No file name for program map m", "switch||No file name for switch map m", "syslog|-x|Illegal option x map syslog",
        "syslog|-L3|syslog_map_parseargs: Unknown priority 3", "syslog|-LOG_ERR|syslog_map_parseargs: Unknown priority OG_ERR",
        "hash|- f|Illegal option   map m"})
    void whatSendmailPrints(String type, String arguments, String line) {
        assertEquals(List.of(line), printed(type, arguments == null ? "" : arguments));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"text|-k 0 -v 1 -z: -fo f", "HASH|-oT<TMPF> f", "dequote|-x", "macro|-x", "regex|-x (a)", "host|-x",
        "syslog|-L LOG_INFO -D", "sequence|a b", "mine|-whatever", "user|-v gecos", "hash|-d5 -N f"})
    void whatSendmailTakes(String type, String arguments) {
        assertEquals(List.of(), printed(type, arguments));
        assertEquals(Optional.of(arguments), TableArguments.check("m", type, arguments).usable());
    }

    @Test
    void whatIsWrongIsLeftOut() {
        assertEquals(Optional.of("-v1 -z: file"), TableArguments.check("m", "text", "-v1 -x -z: file").usable());
        assertTrue(TableArguments.check("m", "text", "-v1").usable().isEmpty());
        assertTrue(TableArguments.check("m", "syslog", "-Lloud").usable().isEmpty());
    }
}
