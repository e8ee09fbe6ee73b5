package org.fingerpost.table.regex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.ThreadLocalRandom;

import org.fingerpost.api.rewrite.Operator;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTableType;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexTableTest {

    /** The value; null if the key is not found. */
    private static String ask(String declaration, String key, String... arguments) throws TableException {
        LookupTableType type = ServiceLoader.load(LookupTableType.class).findFirst().orElseThrow();
        Lookup answer = type.open(new TableDeclaration("test", "regex", declaration, Path.of("/")))
                .lookup(key, List.of(arguments));
        return answer instanceof Lookup.Found found ? found.value() : null;
    }

    private static boolean matches(String expression, String key) throws TableException {
        return ask("-q " + expression, key) != null;
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", delimiter = ' ', value = {
        "-aM_^[a-z]+$ abc M", "-aM_^[a-z]+$ ABC M", "-aM_^[a-z]+$ a1 none", "-f_-aC_^Abc$ Abc C", "-f_-aC_^Abc$ abc none",
        "-n_-aNO_^a+$ b NO", "-n_-aNO_^a+$ aa none", "-n_^a b ''", "^a ab ''",
        "-s1,3_-d:_^([a-z]+)-([a-z]+)-([a-z]+)$ a-b-c a:c", "-s1_-d:_(x)|(y) y ''", "-s1,2_-d:_(x)|(y) y :y", "-s0_b+ abbc bb",
        "-s2,1_-d_(a)(b) ab ba", "-s_-d/_(a)(b) ab ab/a/b", "-s2_(a|b)([0-9]*) xb22 22", "-s_-d/_x x x", "-m_-aX_b+ aBB aBBX",
        "-D_-S._-s1_(%0) %0 %0", "-s1,1_-d+_(a) a a+a", "-s1_(a*) b ''"})
    void flags(String declaration, String key, String value) throws TableException {
        assertEquals(value, ask(declaration.replace('_', ' '), key));
    }

    @Test
    void fieldsAreJoinedByTheBarOperatorUnlessTheyAreToldOtherwise() throws TableException {
        assertEquals("a" + Operator.BAR + "b", ask("-s1,2 (a)(b)", "ab"));
    }

    @Test
    void theArgumentOfTheRuleChoosesFields() throws TableException {
        assertEquals("b", ask("-s1 (a)(b)", "ab", "2"));
        assertEquals("b/a", ask("-s1 -d/ (a)(b)", "ab", "2,1"));
        assertNull(ask("-s1 (a)(b)", "ab", "3"));
        assertEquals("ab", ask("-s1 (a)(b)", "ab", "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a", "a)", "<a", "a>", "\"a", "a b", "a\\"})
    void fieldsThatAreNoPartOfAnAddressAreNotFound(String key) throws TableException {
        assertNull(ask("-q -s0 .*", key));
        assertEquals("", ask("-q .*", key));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "a|b|cd xcdx", "^(a|b)*$ abba", "a{2} baab", "^a{2,}$ aaaa", "^a{,2}$ aa", "^a{1,2}$ aa", "^[]a]+$ ]a", "^[^]a]$ b",
        "^[a\\]$ \\", "^[a-c-]+$ b-", "^[[:digit:][:punct:]]+$ 1.", "^[[:alpha:]]$ z", "^[[=a=][.-.]]+$ a-", "^\\.$ .", "^\\d$ d",
        "^[.]$ .", "^a+?$ aa", "^a+?$ ''", "^a**$ aaa", "^a*{2}$ aaa", "^(ab)+{2}$ abab", "a) a)", "^\\w\\W$ a.", "\\<b\\> a.b",
        "()a a",
        "a||b b", "(|a)b b", "^.$ \u00e9", "^[^a]$ \u00e9", "^\u00e9$ \u00e9", "^(ab|a)(bcd)?$ abcd", "x*$ abc",
        "^[\u00e0-\u00ff]$ \u00e9",
        "^[[:xdigit:]]+$ 0aF", "^\\(\\)$ ()", "^{a}$ x"})
    void extendedExpressionsMatch(String expression, String key) throws TableException {
        if (expression.equals("^{a}$")) {
            assertThrows(TableException.class, () -> matches(expression, key));
        } else {
            assertEquals(true, matches(expression, key), expression);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"^a$ aa", "^[a\\]$ ]", "^\\.$ a", "^a{2}$ a", "[[:digit:]] a", "^[^a]$ A",
            "\u00e9 \u00c9",
        "^[\u00e0-\u00ff]$ \u00c9", "^\\d$ 1", "\\<b ab", "k \u212a"})
    void extendedExpressionsDoNotMatch(String expression, String key) throws TableException {
        assertEquals(false, matches(expression, key), expression);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {"^a\\{2,3\\}$ aaa", "^\\(ab\\)*$ abab", "^a+$ a+", "^a?$ a?", "^(a)$ (a)", "^{$ {",
            "*a *a",
        "\\(*a\\) *a", "^*$ *", "a^b a^b", "a$b a$b", "\\(^a\\|b$\\) xb", "^a\\+$ aa", "^ba\\?$ b", "x|y x|y", "^[*]$ *"})
    void basicExpressionsMatch(String expression, String key) throws TableException {
        assertEquals(true, matches("-b " + expression, key), expression);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "(a", "[", "[a", "[]", "[z-a]", "[[:foo:]]", "[[:digit]", "a{", "a{x}", "a{2,1}", "a{1001}",
            "*a", "(*a)",
        "a|*b", "+", "\\", "(a)\\1", "(?i)a", "(?:a)", "-b \\(", "-b a\\)", "-b a\\{1", "-s2 (a)", "-s-1 a(", "[[.ab.]]",
        "((a{1000}){1000}){1000}"})
    void expressionsThatMakeNoSenseAreRefused(String declaration) {
        assertThrows(TableException.class, () -> ask(declaration, "a"));
    }

    @Test
    void anEmptyExpressionMatchesAnything() throws TableException {
        assertEquals("M", ask("-aM ", "x"));
    }

    @Test
    void noKeyTakesLong() {
        String key = "a".repeat(20_000) + "!";
        for (String expression : List.of("^(a+)+$", "^(a|a)*$", "^(a|aa)+$", "(a*)*b", "^(.*)(.*)(.*)(.*)x$")) {
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertEquals(false, matches(expression, key), expression));
        }
    }

    @Test
    void noiseIsRefusedOrMatchedAndNeverThrows() throws TableException {
        char[] alphabet = "ab01.*+?|()[]{}^$\\,-:=<>&dDwWQEpPxzA\u00e9".toCharArray();
        for (int i = 0; i < 20_000; i++) {
            StringBuilder expression = new StringBuilder();
            ThreadLocalRandom.current().ints(ThreadLocalRandom.current().nextInt(12), 0, alphabet.length)
                    .forEach(c -> expression.append(alphabet[c]));
            try {
                ask((i % 2 == 0 ? "-b " : "") + expression, "ab(01)");
            } catch (TableException e) {
                // as it should be
            }
        }
    }
}
