package org.fingerpost.testmode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;

import org.fingerpost.core.rewrite.AddressRewriter.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code etc/genericstable}, {@code etc/domaintable} and masquerading under the policy that is shipped. */
class PublicNamesTest {

    @TempDir
    Path directory;

    private ShippedPolicy generic() throws Exception {
        return ShippedPolicy.in(directory).with("etc/generics-domains", "lab.example\n").with("etc/genericstable", """
                tef                     T.Efe@public.example
                ann@here.example        Ann@public.example
                ann+*@here.example      Ann+%1@public.example
                carol@lab.example       carol.lab
                @lab.example            %1.lab@public.example
                dan+*                   Dan@public.example
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "tef               | T.Efe@public.example",
        "Tef@here.example  | T.Efe@public.example",
        "tef+x             | T.Efe@public.example",
        "ann               | Ann@public.example",
        "ann+news          | Ann+news@public.example",
        "carol@lab.example | carol.lab@here.example",
        "erin@lab.example  | erin.lab@public.example",
        "dan+x             | Dan@public.example",
        "dan               | dan@here.example",
        "erin              | erin@here.example",
        "tef@far.example   | tef@far.example",
        "''                | ''"})
    void senders(String address, String rewritten) throws Exception {
        for (Role role : new Role[] {Role.ENVELOPE_SENDER, Role.HEADER_SENDER}) {
            for (String mailer : new String[] {"smtp", "relay", "local"}) {
                assertEquals(rewritten, generic().rewritten(address, role, mailer), role + " " + mailer);
            }
        }
    }

    @Test
    void recipientsStay() throws Exception {
        assertEquals("tef@here.example", generic().rewritten("tef", Role.HEADER_RECIPIENT, "smtp"));
        assertEquals("tef@here.example", generic().rewritten("tef", Role.ENVELOPE_RECIPIENT, "smtp"));
    }

    private ShippedPolicy masquerading() throws Exception {
        return ShippedPolicy.in(directory).with("etc/local-host-names", "own.example\nkept.here.example\n")
                .replacing("^DM$", "DMpublic.example").replacing("^#CMlab.*$", "CMlab.example")
                .replacing("^#CNgate.*$", "CNkept.here.example");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "tef                   | tef@public.example",
        "tef@here.example      | tef@public.example",
        "tef+x@own.example     | tef+x@public.example",
        "u@lab.example         | u@public.example",
        "u@x.lab.example       | u@x.lab.example",
        "u@kept.here.example   | u@kept.here.example",
        "root                  | root@here.example",
        "root@lab.example      | root@lab.example",
        "tef@far.example       | tef@far.example",
        "''                    | ''"})
    void masqueraded(String address, String rewritten) throws Exception {
        assertEquals(rewritten, masquerading().rewritten(address, Role.ENVELOPE_SENDER, "smtp"));
        assertEquals(rewritten, masquerading().rewritten(address, Role.HEADER_SENDER, "relay"));
    }

    @Test
    void inHeadersOnly() throws Exception {
        ShippedPolicy headers = masquerading().replacing("\\$@ \\$>Public \\$1", "\\$@ \\$>Qualify \\$1");
        assertEquals("tef@here.example", headers.rewritten("tef", Role.ENVELOPE_SENDER, "smtp"));
        assertEquals("tef@public.example", headers.rewritten("tef", Role.HEADER_SENDER, "smtp"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "v@old.example                | smtp new.example v@new.example",
        "v@OLD.example.               | smtp new.example v@new.example",
        "old.example!v                | smtp new.example v@new.example",
        "v%old.example@here.example   | smtp new.example v@new.example",
        "tef@was.here.example         | local tef",
        "v@sub.old.example            | smtp sub.old.example v@sub.old.example"})
    void domains(String address, String way) throws Exception {
        ShippedPolicy moved = ShippedPolicy.in(directory).replacing("^CR 127.*$", "CR192.0.2.99")
                .with("etc/domaintable", "old.example new.example\nwas.here.example here.example\n");
        assertEquals(way, moved.way(address));
        assertEquals("v@new.example", moved.rewritten("v@old.example", Role.HEADER_SENDER, "smtp"));
        assertEquals("v@new.example", moved.rewritten("v@old.example", Role.HEADER_RECIPIENT, "relay"));
        assertEquals("tef@here.example", moved.rewritten("tef@was.here.example", Role.ENVELOPE_SENDER, "smtp"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "v@hub.example         | smtp [192.0.2.25] v@hub.example",
        "v@a.b.deep.example    | relay a.b.gw.example v@a.b.deep.example",
        "v@deep.example        | smtp all.example v@deep.example",
        "v@closed.example      | 550 5.1.2 nothing for you",
        "v@shut.example        | 550 5.1.2 shut",
        "v@ours.example        | local v",
        "v@one.example         | local ann",
        "v@[192.0.2.7]         | smtp [192.0.2.8] v@[192.0.2.7]",
        "v@elsewhere.example   | smtp all.example v@elsewhere.example"})
    void routes(String address, String way) throws Exception {
        ShippedPolicy routed = ShippedPolicy.in(directory).replacing("^CR 127.*$", "CR192.0.2.99")
                .with("passwd", "v:x:1:1::/:/bin/sh\nann:x:2:2::/:/bin/sh\n").with("etc/mailertable", """
                hub.example     smtp:[192.0.2.25]
                .deep.example   relay:%1.gw.example
                closed.example  error:5.1.2:550 nothing for you
                shut.example    error:nohost 550 shut
                ours.example    local:
                one.example     local:ann
                [192.0.2.7]     smtp:[192.0.2.8]
                .               smtp:all.example
                """);
        assertEquals(way, routed.way(address));
    }
}
