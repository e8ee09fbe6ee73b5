package org.fingerpost.core.alias;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.fingerpost.core.alias.AliasTarget.Include;
import org.fingerpost.core.alias.AliasTarget.ToAddress;
import org.fingerpost.core.alias.AliasTarget.ToFile;
import org.fingerpost.core.alias.AliasTarget.ToProgram;
import org.junit.jupiter.api.Test;

class AliasParserTest {

    @Test
    void itemsAreSeparatedByCommas() {
        assertEquals(List.of(new ToAddress("a", false), new ToAddress("b@c.example", false), new ToAddress("d", true)),
                AliasParser.parse("a, b@c.example ,, \\d"));
    }

    @Test
    void programsAndFilesMayBeQuotedAsAWhole() {
        assertEquals(List.of(new ToProgram("/bin/prog a, b \"c\""), new ToProgram("/bin/x"), new ToFile("/var/log/a b"),
                new ToFile("/md/")),
                AliasParser.parse("\"|/bin/prog a, b \\\"c\\\"\", |/bin/x, \"/var/log/a b\", /md/"));
    }

    @Test
    void anErrorTakesTheRestAndHasACodeAndAStatus() {
        assertEquals(List.of("550 5.7.1 no, sir"), errors(":error:550 5.7.1 no, sir"));
        assertEquals(List.of("550 5.1.1 User unknown"), errors("error:"));
        assertEquals(List.of("550 5.1.1 gone away"), errors(":error: gone away"));
        assertEquals(List.of("550 5.7.0 closed"), errors("error:5.7.0:550 closed"));
        assertEquals(List.of("451 4.2.1 moving"), errors(":error:4.2.1:moving"));
        assertEquals(List.of("451 4.1.1 later, perhaps"), errors("\":error:451 later, perhaps\""));
        assertEquals(List.of("550 5.1.2 no host"), errors("error:nohost no host"));
        assertEquals(2, AliasParser.parse("ann, :error:550 a, b").size());
    }

    private static List<String> errors(String value) {
        return AliasParser.parse(value).stream().map(AliasTarget.Failure.class::cast).map(AliasTarget.Failure::refusal)
                .map(refusal -> refusal.code() + " " + refusal.status() + " " + refusal.text()).toList();
    }

    @Test
    void commentsAndNamesOfPeopleAreNoPartOfAnAddress() {
        assertEquals(List.of(new ToAddress("ann@here", false), new ToAddress("bob", false), new ToAddress("\"c (d\"@e", false),
                new ToAddress("tef", true), new ToAddress("tef", true)),
                AliasParser.parse("\"Ann <x>\" <ann@here>, (the (one)) bob (and only), \"c (d\"@e, \\tef, \"\\tef\""));
        assertEquals(List.of(new ToAddress("a <b", false)), AliasParser.parse("a <b"));
        assertEquals(List.of(new ToAddress("<>", false)), AliasParser.parse("<>"));
    }

    @Test
    void pathsOfInclusionsMayBeQuotedAndHaveBlanks() {
        assertEquals(List.of(new Include("/etc/my list, two"), new Include("/etc/a b")),
                AliasParser.parse(":include:\"/etc/my list, two\", :include: /etc/a b"));
    }

    @Test
    void inclusionsInAnyCase() {
        assertEquals(List.of(new Include("/etc/list"), new Include("lists/x")),
                AliasParser.parse(":include:/etc/list, \":Include: lists/x\""));
    }

    @Test
    void commasInsideQuotesCommentsAndAngleBracketsDoNotSeparate() {
        assertEquals(List.of(new ToAddress("\"Last, First\"@a.example", false), new ToAddress("x", false),
                new ToAddress("@a,@b:c@d", false)),
                AliasParser.parse("\"Last, First\"@a.example, x (one, two), n <@a,@b:c@d>"));
    }
}
