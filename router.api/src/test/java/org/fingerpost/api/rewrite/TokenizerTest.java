package org.fingerpost.api.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.fingerpost.api.rewrite.Tokenizer.Problem;
import org.fingerpost.api.rewrite.Tokenizer.Tokenization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenizerTest {

    private final Tokenizer tokenizer = new Tokenizer(".:%@!^/[]+");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "eric@monet.ARPA      | eric @ monet . ARPA",
            "<@a,@b:c@d>          | < @ a , @ b : c @ d >",
            "  a   b  .c          | a b . c",
            "a(comment (nested))b | a b",
            "(a) b (c)            | b",
            "`\"a b\"@c`          | `\"a b\" @ c`",
            "x\"q\"y              | x \"q\" y",
            "a\\.b.c              | a\\.b . c",
            "a\\!b                | a ! b",
            "\"a\\\"b\"@c         | \"a\\\"b\" @ c",
            "grp: a, b;           | grp : a , b ;",
            "caf\u00e9@b          | caf\u00e9 @ b",
            "a(\\)b)c             | a c",
            "[127.0.0.1]          | [ 127 . 0 . 0 . 1 ]"})
    void addressesAreCutAtOperatorsBlanksAndQuotes(String address, String expected) {
        Tokenization cut = tokenizer.tokenize(address);
        assertEquals(expected, String.join(" ", cut.tokens()));
        assertEquals(List.of(), cut.problems());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "\"a      | \"a\"     | QUOTE",
            "a\"      | a \"\"    | QUOTE",
            "<a@b     | < a @ b > | OPEN_ANGLE",
            "a>b      | ab        | CLOSE_ANGLE",
            "a)b      | ab        | CLOSE_PARENTHESIS",
            "a(b      | a         | OPEN_PARENTHESIS"})
    void whatIsUnbalancedIsRepairedAndReported(String address, String expected, Problem problem) {
        Tokenization cut = tokenizer.tokenize(address);
        assertEquals(expected, String.join(" ", cut.tokens()));
        assertEquals(List.of(problem), cut.problems());
        assertTrue(cut.isUsable());
    }

    @Test
    void backslashAtTheEndTakesTheRepairingQuoteForItself() {
        Tokenization cut = tokenizer.tokenize("\"a\\");
        assertEquals(List.of("\"a\\\"\""), cut.tokens());
        assertEquals(List.of(Problem.QUOTE, Problem.QUOTE), cut.problems());
        assertEquals(List.of(), tokenizer.tokenize("\\").tokens());
    }

    @Test
    void commentsAreTokensIfKept() {
        assertEquals(List.of("a", "(", "b", ")", "c", ")"), tokenizer.keepingComments().tokenize("a(b)c)").tokens());
    }

    @Test
    void limitsEndInAFatalProblemAndNoTokens() {
        assertFatal(Problem.TOKEN_TOO_LONG, "a".repeat(257));
        assertFatal(Problem.ADDRESS_TOO_LONG, "@".repeat(700));
        assertFatal(Problem.ADDRESS_TOO_LONG, "\"" + "a".repeat(1_000_000));
        assertEquals(256, tokenizer.tokenize("a".repeat(256)).tokens().get(0).length());
        assertFalse(tokenizer.forRules().tokenize("@ ".repeat(1001)).isUsable());
    }

    @Test
    void itemsEndAtCommasOutsideOfQuotesAndRoutes() {
        assertEquals(List.of("a", "\"b,c\""), itemsOf("a,\"b,c\""));
        assertEquals(List.of("<@a,@b:c>", "d"), itemsOf("<@a,@b:c>,d"));
        assertEquals(List.of("a<b>", "c"), itemsOf("a<b,c>"));
        assertEquals(List.of("a", "", "b"), itemsOf("a,,b"));
        assertEquals(List.of("a", "b"), itemsOf("a(x,y),b"));
        assertEquals(List.of("a(x", "y)"), itemsOf(tokenizer.keepingComments(), "a(x,y)"));
    }

    private List<String> itemsOf(String list) {
        return itemsOf(tokenizer, list);
    }

    private static List<String> itemsOf(Tokenizer tokenizer, String list) {
        List<String> items = new ArrayList<>();
        for (int at = 0; at <= list.length();) {
            Tokenizer.ListItem item = tokenizer.tokenizeItem(list, at);
            items.add(tokenizer.join(item.tokenization().tokens()));
            at = item.end() + 1;
        }
        return items;
    }

    @Test
    void octetsOfSendmailsOperatorsAreOrdinaryInAddressesOnly() {
        assertEquals(List.of("a\u0096b", "\u007f"), tokenizer.tokenize("a\u0096b \u00ff").tokens());
        assertEquals(List.of("a", "\u0096", "b"), tokenizer.internal().tokenize("a\u0096b").tokens());
    }

    @Test
    void octetThatTakesTheNextOneDoesSoWhereParenthesesAreTokens() {
        Tokenizer typed = tokenizer.keepingComments();
        assertEquals(List.of("a", "\u007fb", "c"), typed.tokenize("a\u00ffb c").tokens());
        assertEquals(List.of("\u007f@", "\u007f"), typed.tokenize("\u00ff@\u00ff").tokens());
        assertEquals(List.of("a", "\u007f\u007f", "b"), typed.tokenize("a\u00ff\u00ffb").tokens());
        assertEquals(List.of("a\u007fb"), tokenizer.tokenize("a\u00ffb").tokens());
    }

    @Test
    void operatorsComeOutOfTokensAndAngleBracketsOfRulesNeedNoBalance() {
        assertEquals(List.of("a", Operator.MAILER), tokenizer.keepingOperators().tokenize("a" + Operator.MAILER).tokens());
        assertEquals(List.of(), tokenizer.internal().tokenize("a" + Operator.BAR).tokens());
        assertEquals(List.of("a", ">", "b"), tokenizer.forRules().tokenize("a>b").tokens());
    }

    @Test
    void delimiterInValuesIsATokenWhereNoAtomIsBesideIt() {
        Tokenizer values = tokenizer.forValues();
        assertEquals(List.of("a" + Operator.BAR + "b"), values.tokenize("a" + Operator.BAR + "b").tokens());
        assertEquals(List.of(".", Operator.BAR, "@"), values.tokenize("." + Operator.BAR + "@").tokens());
        assertEquals(List.of("a\u0096b"), values.tokenize("a\u0096b").tokens());
        assertEquals("x" + Operator.BAR + "b", values.join(List.of("x", Operator.BAR + "b")));
        assertEquals(List.of(Problem.NOT_AN_OCTET), values.tokenize("a" + Operator.MAILER).problems());
    }

    @Test
    void noAddressCanHoldAnOperator() {
        assertFatal(Problem.NOT_AN_OCTET, "a" + Operator.MAILER + "b");
        assertEquals(List.of("a", Operator.MAILER, "b"), tokenizer.forRules().tokenize("a" + Operator.MAILER + "b").tokens());
    }

    @Test
    void onlyAdjacentAtomsAreJoinedByABlank() {
        assertEquals("a b.c\"d\"e<f>", tokenizer.join(List.of("a", "b", ".", "c", "\"d\"", "e", "<", "f", ">")));
        assertEquals("a.b", tokenizer.joiningBy('.').join(List.of("a", "b")));
        assertEquals("", tokenizer.join(List.of()));
    }

    private void assertFatal(Problem problem, String address) {
        Tokenization cut = tokenizer.tokenize(address);
        assertEquals(List.of(problem), cut.problems());
        assertEquals(List.of(), cut.tokens());
        assertFalse(cut.isUsable());
    }
}
