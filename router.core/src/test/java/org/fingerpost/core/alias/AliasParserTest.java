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
    void inclusionsInAnyCase() {
        assertEquals(List.of(new Include("/etc/list"), new Include("lists/x")),
                AliasParser.parse(":include:/etc/list, \":Include: lists/x\""));
    }

    @Test
    void commasInsideQuotesCommentsAndAngleBracketsDoNotSeparate() {
        assertEquals(List.of(new ToAddress("\"Last, First\"@a.example", false), new ToAddress("x (one, two)", false),
                new ToAddress("n <@a,@b:c@d>", false)),
                AliasParser.parse("\"Last, First\"@a.example, x (one, two), n <@a,@b:c@d>"));
    }
}
