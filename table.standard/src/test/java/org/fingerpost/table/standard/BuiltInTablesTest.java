package org.fingerpost.table.standard;

import static org.fingerpost.table.standard.Tables.ask;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.fingerpost.api.table.TableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The types that need nothing but their arguments. */
class BuiltInTablesTest {

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {
        "+,1,2,3", "-,1,3,-2", "*,-4,5,-20", "/,7,2,3", "/,-7,2,-3", "/,1,0,none", "%,7,4,3", "%,7,0,none", "|,5,3,7", "&,6,3,2",
        "l,1,2,TRUE", "l,2,2,FALSE", "less,1,2,TRUE", "=,3,3,TRUE", "=,3,4,FALSE", "<,1,2,none", ">,1,2,none", "'',1,2,none",
        "+,0x10,010,24", "+,12abc,' 1',13", "+,abc,'',0", "+,08,1,1", "+,0xg,1,1", "+,+5,-5,0",
        "+,99999999999,1,100000000000", "+,99999999999999999999999,0,922337203685477", "r,4,4,4", "r,5,4,none"})
    void arithCalculatesAsC(String operator, String a, String b, String result) throws TableException {
        assertEquals(result, ask("arith", "", operator, a, b));
    }

    @Test
    void arithNeedsTwoOperandsAndTakesNoNotice() throws TableException {
        assertNull(ask("arith", "", "+", "1"));
        assertNull(ask("arith", "", "+"));
        assertEquals("3", ask("arith", "-aX", "+", "1", "2", "7"));
    }

    @Test
    void arithEndsWhateverTheDigitsAre() throws TableException {
        assertEquals("922337203685477", ask("arith", "", "+", "9".repeat(1_000_000), "0"));
        assertEquals("-92233720368547", ask("arith", "", "+", "-0x" + "f".repeat(1_000_000), "0"));
        assertEquals("0", ask("arith", "", "/", "-1", "-9223372036854775808"));
        int random = Integer.parseInt(ask("arith", "", "r", "10", "12"));
        assertTrue(random >= 10 && random <= 12, () -> "" + random);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", quoteCharacter = '`', value = {
        "\"a\",a", "\"a.b\",a.b", "a,-", "\"a b\",-", "\"a\tb\",-", "\"a\"b\",-", "\"\",``", "\"a\\\"b\",a\\\"b", "\"a\\,-",
        "(x),-",
        "\"(x)\",(x)", "\"(x\",-", "\"<a>\",<a>", "\"<a\",-", "\"a>\",-", "\"a\".\"b\",a.b", "\")(\",-", "(\"),-"})
    void dequoteDropsQuotesThatNobodyNeeds(String key, String result) throws TableException {
        assertEquals(result, ask("dequote", "", key));
    }

    @Test
    void dequoteFlags() throws TableException {
        assertEquals("a_b", ask("dequote", "-s_", "\"a b\""));
        assertEquals("a+b", ask("dequote", "-S+", "\"a b\""));
        assertEquals("a.dq", ask("dequote", "-a.dq -s_", "\"a\""));
        assertEquals("a", ask("dequote", "-D -a.dq", "\"a\""), "only the first flag counts");
        assertEquals("%0", ask("dequote", "", "\"%0\"", "x"));
        assertNull(ask("dequote", "-s", "\"a b\""));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"127.0.0.1,1.0.0.127", "1.2,-", "256.1.1.1,-", "01.2.3.4,-", "1.2.3.4.,-",
            "1.2.3.4.5,-", "::1,-",
        "x,-", "IPv6:x,-", "IPv6:,-", "IPv6:fe80::1%lo,-", "IPv6:1.2.3.4,-",
        "IPv6:::1,1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0",
        "ipv6:2001:db8::1f,f.1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2",
        "IPv6:::ffff:1.2.3.4,4.0.3.0.2.0.1.0.f.f.f.f.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0"})
    void arpaTurnsAddressesRound(String key, String result) throws TableException {
        assertEquals(result, ask("arpa", "", key));
    }

    @Test
    void arpaFlags() throws TableException {
        assertEquals("4.3.2.1.in-addr.arpa", ask("arpa", "-a.in-addr.arpa", "1.2.3.4"));
        assertEquals("4.3.2.1", ask("arpa", "-m -a!", "1.2.3.4"), "only the first flag counts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "\"", "%0"})
    void nullHasNoKey(String key) throws TableException {
        assertNull(ask("null", "-o -aX /whatever", key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-LDEBUG", "-LLOG_WARNING", "-Lemerg", "-Lnotice -D"})
    void syslogGivesNothingInPlaceOfWhatItLogs(String arguments) throws TableException {
        assertEquals("", ask("syslog", arguments, "%1 a\r\nb", "x"));
    }

    @ParameterizedTest
    @CsvSource({"syslog,-Lloud", "program,-t", "socket,", "program,-q"})
    void declarationsThatMakeNoSenseAreRefused(String type, String arguments) {
        assertThrows(TableException.class, () -> ask(type, arguments == null ? "" : arguments, "k"));
    }
}
