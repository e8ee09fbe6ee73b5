package org.fingerpost.api.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MacroTextTest {

    private static final Map<String, MacroText> MACROS = Map.of(
            "j", MacroText.parse("$w.$m"),
            "w", MacroText.parse("relay"),
            "m", MacroText.parse("example.org"),
            "long", MacroText.parse("a long one"),
            "empty", MacroText.parse(""),
            "loop", MacroText.parse("x${loop}"));

    private static String expand(String text) {
        return MacroText.parse(text).expand(name -> Optional.ofNullable(MACROS.get(name)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, value = {
        "plain               | plain",
        "$j                  | relay.example.org",
        "<$w> ${long}        | <relay> a long one",
        "$q                  | ''",
        "5$$                 | 5$",
        "at the end $        | at the end $",
        "$?{w}has$.          | has",
        "$?{empty}has$.      | ''",
        "$?qyes$?w inner$.$.| ''",
        "$?wyes$?q inner$.$.| yes",
        "surplus $. stays    | surplus $. stays",
    })
    void expands(String text, String expected) {
        assertEquals(expected, expand(text));
    }

    @Test
    void otherwisePartIsTakenIfTheMacroIsUndefinedOrEmpty() {
        assertEquals("no", expand("$?{nope}yes$|no$."));
        assertEquals("no", expand("$?{empty}yes$|no$."));
        assertEquals("yes", expand("$?wyes$|no$."));
    }

    @Test
    void aMacroThatRefersToItselfEnds() {
        assertTrue(expand("${loop}").matches("x{5,}\\$\\{loop\\}"), expand("${loop}"));
    }

    @Test
    void whatComesFromOutsideIsNeverExpanded() {
        MacroText hostile = MacroText.literal("$j $?w x$.");
        assertEquals("[$j $?w x$.]", MacroText.parse("[$f]").expand(name -> name.equals("f") ? Optional.of(hostile)
                : Optional.empty()));
    }

    @Test
    void conditionalsNestAsDeepAsALineIsLong() {
        String deep = "$?w".repeat(30_000) + "in" + "$.".repeat(30_000);
        assertEquals("in", expand(deep));
        assertEquals("", expand("$?q" + deep + "$."));
        assertTrue(MacroText.parse("$?w".repeat(30_000) + "$u").mentions("u"));
    }

    @Test
    void aSecondElseTurnsAroundAgain() {
        assertEquals("ac", expand("$?wa$|b$|c$."));
        assertEquals("b", expand("$?{nope}a$|b$|c$."));
    }

    @Test
    void valuesThatMultiplyEachOtherEnd() {
        MacroText many = MacroText.parse("four$a".repeat(10_000));
        assertEquals(MacroText.MAX_LENGTH, many.expand(name -> Optional.of(many)).length());
        MacroText silent = MacroText.parse("$a".repeat(30_000));
        assertEquals("", silent.expand(name -> Optional.of(silent), name -> ""));
    }

    @Test
    void mentionsLooksIntoConditionals() {
        assertTrue(MacroText.parse("a $?h for $u$.").mentions("u"));
        assertFalse(MacroText.parse("a $$u ${uu}").mentions("u"));
    }
}
