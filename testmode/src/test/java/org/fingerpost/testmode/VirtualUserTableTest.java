package org.fingerpost.testmode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code etc/virtusertable} under the policy that is shipped, as a stranger finds it at RCPT. */
class VirtualUserTableTest {

    @TempDir
    Path directory;

    private ShippedPolicy policy() throws Exception {
        return ShippedPolicy.in(directory).with("etc/virtual-domains", "shop.example\nall.example\nplus.example\n# a comment\n")
                .with("etc/local-host-names", "here.example\nown.example\n")
                .with("etc/aliases", "postmaster: tef\nlist: tef, u@far.example\nround: a@loop.example\nten: ann\n")
                .with("etc/virtusertable", """
                        info@shop.example       ann
                        away@shop.example       Ann.B@far.example
                        list@shop.example       list
                        plus+*@shop.example     tef+%2
                        only++@shop.example     ann+%2
                        only@shop.example       tef
                        exact+a@shop.example    u@exact.example
                        gone@shop.example       error:5.1.6:550 moved to the hill
                        away2@shop.example      error:5.7.1 not for you
                        closed@shop.example     error:nouser:550 closed
                        closed2@shop.example    error:nouser 550 closed for ever
                        late@shop.example       error:tempfail:450 not today
                        prog@shop.example       "|/bin/sh"
                        prog2@shop.example      |/bin/sh
                        file@shop.example       /etc/passwd
                        include@shop.example    :include:/etc/passwd
                        there@shop.example      info@shop.example
                        here@shop.example       ten@here.example
                        nobody@shop.example     nobody
                        @all.example            %1@far.example
                        +*@plus.example         %1@far.example
                        ++@plus.example         %1%3@far.example
                        @plus.example           tef+%1
                        ann@own.example         tef
                        a@loop.example          b@loop.example
                        b@loop.example          a@loop.example
                        @self.example           %1@self.example
                        """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "info@shop.example          | local ann",
        "INFO@Shop.Example.         | local ann",
        "info+x@shop.example        | local ann",
        "@relay.example:info@shop.example | local ann",
        "info%shop.example@here.example   | local ann",
        "shop.example!info          | local ann",
        "away@shop.example          | smtp far.example Ann.B@far.example",
        "list@shop.example          | smtp far.example u@far.example, local tef",
        "plus+books@shop.example    | local books tef",
        "plus@shop.example          | 550 5.1.1 User unknown",
        "only@shop.example          | local tef",
        "only+x@shop.example        | local x ann",
        "only+@shop.example         | local tef",
        "exact+a@shop.example       | smtp exact.example u@exact.example",
        "exact+b@shop.example       | 550 5.1.1 User unknown",
        "gone@shop.example          | 550 5.1.6 moved to the hill",
        "away2@shop.example         | 553 5.7.1 not for you",
        "closed@shop.example        | 550 5.1.1 closed",
        "closed2@shop.example       | 550 5.1.1 closed for ever",
        "late@shop.example          | 450 4.0.0 not today",
        "prog@shop.example          | 550 5.1.3 cannot mail directly to programs or files",
        "prog2@shop.example         | 550 5.1.3 cannot mail directly to programs or files",
        "file@shop.example          | 550 5.1.3 cannot mail directly to programs or files",
        "include@shop.example       | 550 5.1.3 cannot mail directly to programs or files",
        "there@shop.example         | local ann",
        "here@shop.example          | local ann",
        "nobody@shop.example        | 550 5.1.1 User unknown",
        "unknown@shop.example       | 550 5.1.1 User unknown",
        "ann@shop.example           | 550 5.1.1 User unknown",
        "Postmaster@shop.example    | local tef",
        "info@sub.shop.example      | 550 5.7.1 Relaying denied",
        "Any.One@all.example        | smtp far.example Any.One@far.example",
        "any+x@all.example          | smtp far.example any@far.example",
        "x@plus.example             | local x tef",
        "x+y@plus.example           | smtp far.example x+y@far.example",
        "x+@plus.example            | smtp far.example x@far.example",
        "ann@own.example            | local tef",
        "ann@here.example           | local ann",
        "tef@own.example            | local tef",
        "a@loop.example             | 550 5.7.1 Relaying denied"})
    void leads(String address, String way) throws Exception {
        assertEquals(way, policy().way(address));
    }

    @Test
    void loopsEnd() throws Exception {
        ShippedPolicy looping = policy().with("etc/virtual-domains", "loop.example\nself.example\n");
        assertEquals("554 5.4.6 aliasing/forwarding loop broken", looping.way("a@loop.example"));
        assertEquals("554 5.4.6 aliasing/forwarding loop broken", looping.way("x@self.example"));
        assertEquals("5.4.6", looping.way("round"));
    }

    @Test
    void aTableThatCannotBeReadDefersAndRefusesNobody() throws Exception {
        Files.createDirectories(directory.resolve("etc/virtusertable"));
        ShippedPolicy broken = ShippedPolicy.in(directory).with("etc/virtual-domains", "shop.example\n");
        assertEquals("451 4.3.0", broken.way("info@shop.example").substring(0, 9));
    }

    @Test
    void withoutTablesDomainsHaveAPostmasterOnly() throws Exception {
        ShippedPolicy empty = ShippedPolicy.in(directory).with("etc/virtual-domains", "shop.example\n");
        assertEquals("550 5.1.1 User unknown", empty.way("tef@shop.example"));
        assertEquals("local tef", empty.way("postmaster@shop.example"));
    }

    @Test
    void unknownUsersCanGoToAnotherServer() throws Exception {
        ShippedPolicy old = ShippedPolicy.in(directory).replacing("^DL$", "DL[192.0.2.30]");
        assertEquals("relay [192.0.2.30] carol@here.example", old.way("carol"));
        assertEquals("relay [192.0.2.30] carol@here.example", old.way("carol@here.example"));
        assertEquals("local tef", old.way("tef"));
        assertEquals("local x tef", old.way("tef+x@here.example"));
        assertEquals("local tef", old.way("postmaster"));
    }
}
