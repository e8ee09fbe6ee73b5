package org.fingerpost.rules.cf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScanPatternTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, nullValues = "-", value = {
        "%s             | word other    | word",
        "%s             | '  word'      | word",
        "%s             | '   '         | -",
        "%*s %s         | one two       | two",
        "%*s %s         | one           | -",
        "%[^ ]          | a:b c         | a:b",
        "%[^ ]          | ' a'          | -",
        "%[a-c]         | abcd          | abc",
        "%[]a]          | a]b           | a]",
        "%[^]a]         | xy]           | xy",
        "%[a-]          | a-b           | a-",
        "%3s            | abcdef        | abc",
        "%*3s%s         | abcdef        | def",
        "x: %s          | x:   y        | y",
        "x: %s          | y             | -",
        "%*[^:]:%[^:]   | a:b:c         | b",
        "% %s           | '% x'         | x",
    })
    void takesWhatScanfTakes(String format, String line, String value) {
        assertEquals(Optional.ofNullable(value), ScanPattern.of(format).flatMap(pattern -> pattern.scan(line)));
    }

    @ParameterizedTest
    @CsvSource({"word", "%*s", "%[", "%[]", "%[^", "%d", "%"})
    void aFormatWithoutAValueMakesNoSense(String format) {
        assertEquals(Optional.empty(), ScanPattern.of(format));
    }

    @Test
    void manyBlanksAreNoTrouble() {
        assertEquals(Optional.empty(), ScanPattern.of(" ".repeat(5000) + "x%s").orElseThrow().scan(" ".repeat(5000)));
    }
}
