package org.fingerpost.testmode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.fingerpost.api.mail.ClientHost;
import org.fingerpost.api.mail.ClientHost.Standing;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.submit.Admission;
import org.fingerpost.api.submit.Transaction;
import org.fingerpost.api.submit.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code etc/access} under the policy that is shipped. */
class AccessTableTest {

    @TempDir
    Path directory;
    private ShippedPolicy policy;

    @BeforeEach
    void read() throws Exception {
        policy = ShippedPolicy.in(directory).replacing("^DS$", "DSrelay.example").with("etc/access", """
                Connect:203.0.113         REJECT
                Connect:203.0.113.7       OK
                Connect:IPv6:2001:db8:bad REJECT
                Connect:pool.example      ERROR:"550 5.7.1 use your provider's server"
                Connect:mail.pool.example OK
                198.51.100.9              ERROR:4.7.1:"450 not now"
                From:spammer@bad.example  REJECT
                From:bad.example          DISCARD
                From:good@bad.example     OK
                From:odd.example          QUARANTINE:look at it
                From:nobody@              REJECT
                From:strange.example      PERHAPS
                To:ann@                   ERROR:5.1.1:"550 write to tef"
                To:tef@shut.here.example  REJECT
                worse.example             REJECT
                From:plain.example        550 plain text
                From:ann+*@plus.example   REJECT
                From:tef@plus.example     REJECT
                From:tef+ok@plus.example  OK
                From:[203.0.113]          REJECT
                From:friend@bad.example   SKIP
                From:relay.example        RELAY
                To:shut@                  REJECT
                To:wide.example           RELAY
                wide2.example             RELAY
                To:u@narrow.example       RELAY
                Connect:203.0.114         RELAY
                Connect:IPv6:2001:db8:a   RELAY
                Connect:IPv6:2001:db8:a:0:0:0:0:9  REJECT
                Connect:relay.example     RELAY
                """);
    }

    private static Origin client(String address, String name) {
        return new Origin("ESMTP", "c", address, "", name == null ? ClientHost.UNKNOWN
                : ClientHost.UNKNOWN.named(name, Standing.OK));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "192.0.2.1       | -                 | 220",
        "203.0.113.9     | -                 | 550 5.7.1 Access denied",
        "203.0.113.9     | x.pool.example    | 550 5.7.1 use your provider's server",
        "203.0.113.7     | -                 | 220",
        "203.0.11.3      | -                 | 220",
        "2001:db8:bad::1 | -                 | 550 5.7.1 Access denied",
        "2001:db8:bed::1 | -                 | 220",
        "192.0.2.1       | pool.example      | 550 5.7.1 use your provider's server",
        "192.0.2.1       | MAIL.POOL.example | 220",
        "192.0.2.1       | carpool.example   | 220",
        "192.0.2.1       | a.b.worse.example | 550 5.7.1 Access denied",
        "198.51.100.9    | -                 | 450 4.7.1 not now"})
    void clients(String address, String name, String verdict) throws Exception {
        Verdict said = policy.office().admit(client(address, name)).verdict();
        assertTrue(said.toString().startsWith(verdict), said.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a@far.example              | 250",
        "''                         | 250",
        "spammer@bad.example        | 550 5.7.1 <spammer@bad.example>... Access denied",
        "Spammer@BAD.example.       | 550 5.7.1 <Spammer@BAD.example.>... Access denied",
        "@relay:spammer@bad.example | 550 5.7.1 <@relay:spammer@bad.example>... Access denied",
        "nobody@far.example         | 550 5.7.1 <nobody@far.example>... Access denied",
        "x@sub.worse.example        | 550 5.7.1 <x@sub.worse.example>... Access denied",
        "good@bad.example           | 250",
        "friend@bad.example         | 250",
        "x@plain.example            | 550 5.0.0 <x@plain.example>... plain text",
        "ann@plus.example           | 250",
        "ann+x@plus.example         | 550 5.7.1 <ann+x@plus.example>... Access denied",
        "tef+x@plus.example         | 550 5.7.1 <tef+x@plus.example>... Access denied",
        "tef+ok@plus.example        | 250",
        "nobody+x@far.example       | 550 5.7.1 <nobody+x@far.example>... Access denied",
        "x@[203.0.113.7]            | 550 5.7.1 <x@[203.0.113.7]>... Access denied",
        "x@[203.0.112.7]            | 250",
        "x@strange.example          | 451 4.3.5 etc/access: OK, RELAY, REJECT, DISCARD, QUARANTINE:reason or ERROR:code text is expected"})
    void senders(String sender, String verdict) throws Exception {
        try (Transaction transaction = policy.office().begin(client("192.0.2.1", null), Admission.GRANTED)) {
            Verdict said = transaction.mail(ReversePath.of(sender));
            assertTrue(said.toString().startsWith(verdict), said.toString());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "tef@here.example      | 250 2.1.5 <tef@here.example>... Recipient ok",
        "tef                   | 250 2.1.5 <tef>... Recipient ok",
        "ann@here.example      | 550 5.1.1 <ann@here.example>... write to tef",
        "ann                   | 550 5.1.1 <ann>... write to tef",
        "tef@shut.here.example | 550 5.7.1 <tef@shut.here.example>... Access denied",
        "u@worse.example       | 550 5.7.1 <u@worse.example>... Access denied",
        "ann+x@here.example    | 550 5.1.1 <ann+x@here.example>... write to tef",
        "u@wide.example        | 250 2.1.5 <u@wide.example>... Recipient ok",
        "u@sub.wide.example    | 250 2.1.5 <u@sub.wide.example>... Recipient ok",
        "u@wide2.example       | 250 2.1.5 <u@wide2.example>... Recipient ok",
        "u@notwide.example     | 550 5.7.1 <u@notwide.example>... Relaying denied",
        "u%far.example@wide.example | 550 5.7.1 <u%far.example@wide.example>... Relaying denied",
        "far.example!u@wide.example | 550 5.7.1 <far.example!u@wide.example>... Relaying denied",
        "u@narrow.example      | 550 5.7.1 <u@narrow.example>... Relaying denied",
        "ann@far.example       | 550 5.7.1 <ann@far.example>... Relaying denied",
        "u@far.example         | 550 5.7.1 <u@far.example>... Relaying denied"})
    void recipients(String recipient, String verdict) throws Exception {
        try (Transaction transaction = policy.office().begin(client("192.0.2.1", null), Admission.GRANTED)) {
            transaction.mail(ReversePath.of("a@far.example"));
            assertEquals(verdict, transaction.rcpt(Recipient.of(recipient)).toString());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "203.0.114.9     | -                 | 250 2.1.5",
        "203.0.115.9     | -                 | 550 5.7.1",
        "2001:db8:a::1   | -                 | 250 2.1.5",
        "2001:db8:b::1   | -                 | 550 5.7.1",
        "192.0.2.1       | x.relay.example   | 250 2.1.5",
        "192.0.2.1       | relay.example     | 250 2.1.5",
        "192.0.2.1       | xrelay.example    | 550 5.7.1"})
    void clientsThatMaySendAnywhere(String address, String name, String verdict) throws Exception {
        try (Transaction transaction = policy.office().begin(client(address, name), Admission.GRANTED)) {
            transaction.mail(ReversePath.of("a@far.example"));
            assertTrue(transaction.rcpt(Recipient.of("u@far.example")).toString().startsWith(verdict));
            assertTrue(transaction.rcpt(Recipient.of("ann")).toString().startsWith("550 5.1.1"), "whoever may relay");
        }
        try (Transaction transaction = policy.office().begin(client("192.0.2.1", null), Admission.GRANTED)) {
            transaction.mail(ReversePath.of("a@relay.example"));
            assertEquals("550 5.7.1 <u@far.example>... Relaying denied", transaction.rcpt(Recipient.of("u@far.example"))
                    .toString(),
                    "a sender can be anybody");
        }
    }

    /** A name that the client gives itself, or that does not have its address, is none. */
    @Test
    void namesThatAreNotBelievedPermitNothing() throws Exception {
        for (ClientHost host : List.of(ClientHost.UNKNOWN, ClientHost.UNKNOWN.named("relay.example", Standing.FORGED))) {
            Origin forger = new Origin("ESMTP", "relay.example", "192.0.2.1", "", host);
            try (Transaction transaction = policy.office().begin(forger, Admission.GRANTED)) {
                transaction.mail(ReversePath.of("a@far.example"));
                assertEquals(550, transaction.rcpt(Recipient.of("u@far.example")).code(), host::toString);
            }
        }
    }

    @Test
    void whenTheTableCannotBeReadNobodyIsRefusedForGood() throws Exception {
        Files.delete(directory.resolve("etc/access"));
        Files.createDirectory(directory.resolve("etc/access"));
        try (Transaction transaction = policy.office().begin(client("192.0.2.1", null), Admission.GRANTED)) {
            transaction.mail(ReversePath.of("a@far.example"));
            assertEquals(451, transaction.rcpt(Recipient.of("u@far.example")).code());
        }
    }

    @Test
    void withoutTheFileNobodyIsRefused() throws Exception {
        ShippedPolicy none = ShippedPolicy.in(directory.resolve("none"));
        assertTrue(none.office().admit(client("203.0.113.9", null)).verdict().isAccepted());
    }

    @Test
    void whatIsTakenAndThrownAwayOrHeldIsSaidToNobody() throws Exception {
        assertEquals("250 2.0.0", send("x@bad.example"));
        assertEquals(0, policy.jobs().size());
        assertEquals("250 2.0.0", send("x@odd.example"));
        assertEquals("quarantined: look at it", policy.jobs().get(0).hold().orElseThrow().reason());
    }

    private String send(String sender) throws Exception {
        Verdict verdict = policy.send(client("192.0.2.1", null), sender, "tef");
        return verdict.code() + " " + verdict.status();
    }
}
