package org.fingerpost.listener.smtp.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Instant;
import java.util.Map;

import org.fingerpost.listener.smtp.extension.Parameters.Of;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Form × offered × command. */
class ParametersTest {

    private static final Instant NOW = Instant.parse("2030-01-31T08:00:00Z");

    /** "" if taken, else code and status. */
    private static String check(Of of, Circumstances in, String text) {
        try {
            Parameters.check(Parameters.parse(text), of, () -> new Offering(in, NOW));
            return "";
        } catch (BadParameter e) {
            return e.code() + " " + e.status();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "SIZE=0", "SIZE=00000000000000000001", "SIZE=99999999999999999999", "size=12", " SIZE=1 ",
        "BODY=7BIT", "BODY=8bitmime", "BODY=BINARYMIME", "SIZE=1\tBODY=7BIT", "RET=full", "RET=HDRS", "ENVID=a", "ENVID=+20",
        "ENVID=+2B+3D", "SMTPUTF8", "smtputf8", "BY=1;R", "BY=+120;n", "BY=-120;N", "BY=0;NT", "BY=999999999;RT",
        "MT-PRIORITY=0", "MT-PRIORITY=9", "MT-PRIORITY=-9",
        "SIZE=1 BODY=8BITMIME RET=FULL ENVID=x SMTPUTF8 BY=60;R MT-PRIORITY=3"})
    void mailTakesFromAnybody(String text) {
        assertEquals("", check(Of.MAIL, Standing.CLEAR, text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SIZE", "SIZE=", "SIZE=-1", "SIZE=+1", "SIZE=0x10", "SIZE=1k", "SIZE=100000000000000000000",
        "SIZE=1.0",
        "BODY", "BODY=", "BODY=9BIT", "BODY=8BITMIME,7BIT", "RET", "RET=", "RET=ALL", "RET=FULL,HDRS", "ENVID", "ENVID=",
        "ENVID=a=b", "ENVID=+", "ENVID=+2", "ENVID=+2b", "ENVID=+ZZ", "ENVID=+0D", "ENVID=+0A", "ENVID=+00", "ENVID=+7F",
        "ENVID=+80", "ENVID=+FF", "ENVID=a+", "SMTPUTF8=", "SMTPUTF8=1", "BY", "BY=", "BY=1", "BY=1;", "BY=;R", "BY=1;X",
        "BY=1;RN", "BY=1;TR", "BY=1;R;T", "BY=0;R", "BY=-1;R", "BY=+0;RT", "BY=1234567890;R", "BY=--1;N", "BY=0x1;N",
        "MT-PRIORITY", "MT-PRIORITY=", "MT-PRIORITY=10", "MT-PRIORITY=-10", "MT-PRIORITY=+1", "MT-PRIORITY=-0",
        "MT-PRIORITY=01", "MT-PRIORITY=high", "SIZE=1 SIZE=1", "SIZE=1 size=2", "RET=FULL RET=FULL", "=", "=x", "-X=1", "X_Y=1",
        "SIZE==1", "ENVID=a=", "SIZE=1,BODY=7BIT", "SIZE =1", "SIZE= 1"})
    void mailRefusesTheForm(String text) {
        assertEquals("501 5.5.4", check(Of.MAIL, Standing.CLEAR, text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOTIFY=NEVER", "ORCPT=rfc822;a@b", "FOO", "FOO=bar", "X-FOO=1", "SIZE=1 FOO", "AUTH=<>",
        "HOLDFOR=60", "HOLDUNTIL=2030-02-01T08:00:00Z", "BINARYMIME", "8BITMIME", "XOORG=x"})
    void mailDoesNotKnow(String text) {
        assertEquals("555 5.5.4", check(Of.MAIL, Standing.CLEAR, text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NOTIFY=never", "NOTIFY=SUCCESS", "NOTIFY=DELAY,FAILURE", "NOTIFY=SUCCESS,FAILURE,DELAY",
        "ORCPT=rfc822;a@b", "ORCPT=rfc822;a+2Bb@c", "ORCPT=X-400;x", "ORCPT=utf-8;jos\\x{E9}@b", "ORCPT=UTF-8;jos\\x{10FFFF}@b",
        "ORCPT=utf-8;jos\u00c3\u00a9@b", "NOTIFY=DELAY ORCPT=rfc822;a@b"})
    void rcptTakes(String text) {
        assertEquals("", check(Of.RCPT, Standing.CLEAR, text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOTIFY", "NOTIFY=", "NOTIFY=ALWAYS", "NOTIFY=NEVER,DELAY", "NOTIFY=DELAY,NEVER", "NOTIFY=DELAY,",
        "NOTIFY=,DELAY", "NOTIFY=SUCCESS;DELAY", "NOTIFY=DELAY,DELAY,DELAY,DELAY", "ORCPT", "ORCPT=", "ORCPT=a@b", "ORCPT=;a@b",
        "ORCPT=rfc822;", "ORCPT=rfc_822;a", "ORCPT=rfc822;a+", "ORCPT=rfc822;a+2", "ORCPT=rfc822;a+2b", "ORCPT=rfc822;+0D+0A",
        "ORCPT=rfc822;jos\u00c3\u00a9@b", "ORCPT=utf-8;\\xE9", "ORCPT=utf-8;\\x{e9}", "ORCPT=utf-8;\\x{E}", "ORCPT=utf-8;\\",
        "ORCPT=utf-8;\\x{110000}", "ORCPT=utf-8;\\x{0A}", "NOTIFY=DELAY NOTIFY=DELAY"})
    void rcptRefusesTheForm(String text) {
        assertEquals("501 5.5.4", check(Of.RCPT, Standing.CLEAR, text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SIZE=1", "BODY=7BIT", "RET=FULL", "ENVID=a", "SMTPUTF8", "REQUIRETLS", "BY=1;R", "MT-PRIORITY=1",
        "AUTH=<>", "HOLDFOR=1", "FOO"})
    void rcptDoesNotKnow(String text) {
        assertEquals("555 5.5.4", check(Of.RCPT, Standing.CLEAR.encrypted().authenticated(), text));
    }

    @ParameterizedTest
    @CsvSource({"SMTPUTF8, ''", "SMTPUTF8=1, 501 5.5.4", "SIZE=1, 555 5.5.4", "NOTIFY=NEVER, 555 5.5.4"})
    void questions(String text, String expected) {
        assertEquals(expected, check(Of.QUERY, Standing.CLEAR, text));
    }

    @ParameterizedTest
    @CsvSource({"REQUIRETLS, ''", "REQUIRETLS=, 501 5.5.4", "REQUIRETLS=YES, 501 5.5.4", "AUTH=<>, ''", "AUTH=joe@b, ''",
        "AUTH=e+3Dmc2@b, ''", "AUTH, 501 5.5.4", "AUTH=, 501 5.5.4", "AUTH=a+2b, 501 5.5.4", "AUTH=a+, 501 5.5.4",
        "AUTH=a+0D+0A, 501 5.5.4"})
    void underTls(String text, String expected) {
        assertEquals(expected, check(Of.MAIL, Standing.CLEAR.encrypted(), text));
    }

    @ParameterizedTest
    @CsvSource({"REQUIRETLS, 530 5.7.10", "AUTH=<>, 555 5.5.4", "RET=FULL, 555 5.5.4", "ENVID=x, 555 5.5.4",
        "HOLDFOR=1, 555 5.5.4"})
    void whatIsNotOfferedIsUnknown(String text, String expected) {
        assertEquals(expected, check(Of.MAIL, Standing.CLEAR.bare(), text));
    }

    @ParameterizedTest
    @CsvSource({"SIZE, SIZE=1, 555 5.5.4", "EIGHT_BIT_MIME, BODY=7BIT, 555 5.5.4", "EIGHT_BIT_MIME, SMTPUTF8, 555 5.5.4",
        "CHUNKING, BODY=BINARYMIME, 501 5.5.4", "BINARYMIME, BODY=BINARYMIME, 501 5.5.4", "BINARYMIME, BODY=8BITMIME, ''",
        "SMTPUTF8, SMTPUTF8, 555 5.5.4", "REQUIRETLS, REQUIRETLS, 555 5.5.4", "DELIVERBY, BY=1;R, 555 5.5.4",
        "MT_PRIORITY, MT-PRIORITY=1, 555 5.5.4", "DSN, RET=FULL, 555 5.5.4"})
    void whatIsWithheldIsUnknown(Extension withheld, String text, String expected) {
        assertEquals(expected, check(Of.MAIL, Standing.CLEAR.without(withheld), text));
    }

    @ParameterizedTest
    @CsvSource({"HOLDFOR=1, ''", "HOLDFOR=2592000, ''", "HOLDFOR=2592001, 501 5.5.4", "HOLDFOR=0, 501 5.5.4",
        "HOLDFOR=-1, 501 5.5.4", "HOLDFOR=01, 501 5.5.4", "HOLDFOR=1234567890, 501 5.5.4", "HOLDFOR, 501 5.5.4",
        "HOLDUNTIL=2030-02-28T08:00:00Z, ''", "HOLDUNTIL=2030-02-28t08:00:00z, ''", "HOLDUNTIL=2030-03-02T09:00:00+01:00, ''",
        "HOLDUNTIL=2030-03-02T08:00:01Z, 501 5.5.4", "HOLDUNTIL=2029-01-01T00:00:00Z, ''",
        "HOLDUNTIL=2030-02-30T08:00:00Z, 501 5.5.4", "HOLDUNTIL=2030-02-28, 501 5.5.4", "HOLDUNTIL=tomorrow, 501 5.5.4",
        "HOLDUNTIL=+999999999-12-31T23:59:59Z, 501 5.5.4", "HOLDUNTIL, 501 5.5.4",
        "HOLDFOR=1 HOLDUNTIL=2030-02-28T08:00:00Z, 501 5.5.4"})
    void futureRelease(String text, String expected) {
        assertEquals(expected, check(Of.MAIL, Standing.CLEAR.submission(), text));
    }

    @Test
    void texts() {
        BadParameter refusal = assertThrows(BadParameter.class, () -> Parameters.check(Map.of("AUTH", "a+b"), Of.MAIL,
                () -> new Offering(Standing.CLEAR.encrypted(), NOW)));
        assertEquals("AUTH is <> or an address in xtext, 500 characters at most", refusal.getMessage());
    }

    /** What is offered takes time to find out. */
    @Test
    void nobodyAsksWhatIsOfferedIfNothingIsGiven() throws BadParameter {
        Parameters.check(Parameters.parse(" "), Of.MAIL, () -> fail("asked"));
    }

    @ParameterizedTest
    @CsvSource({"ENVID, 100, 101", "AUTH, 500, 501"})
    void lengths(String keyword, int longest, int tooLong) {
        assertEquals("", check(Of.MAIL, Standing.CLEAR.encrypted(), keyword + "=" + "x".repeat(longest)));
        assertEquals("501 5.5.4", check(Of.MAIL, Standing.CLEAR.encrypted(), keyword + "=" + "x".repeat(tooLong)));
    }

    @ParameterizedTest
    @CsvSource({"SIZE=1000, false", "SIZE=1001, true", "SIZE=99999999999999999999, true", "BODY=7BIT, false"})
    void declaredSize(String text, boolean tooLarge) throws BadParameter {
        Map<String, String> given = Parameters.parse(text);
        assertEquals(tooLarge, Parameters.declareMoreThan(1000, given));
        assertFalse(Parameters.declareMoreThan(0, given));
    }

    @ParameterizedTest
    @CsvSource({"jos\u00c3\u00a9, true", "jose, true", "jos\u00e9, false", "\u00c3, false", "\u00c0\u00af, false",
        "\u00ed\u00a0\u0080, false", "\u00f4\u0090\u0080\u0080, false", "\u00c2\u0085, false", "\u00e2\u0082\u00ac, true"})
    void utf8(String octets, boolean isText) {
        assertEquals(isText, Utf8.isText(octets));
        assertTrue(Utf8.isAscii("abc"));
        assertEquals(octets.equals("jose"), Utf8.isAscii(octets));
    }
}
