package org.fingerpost.testmode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

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
        "x@strange.example          | 451 4.3.5 etc/access: OK, REJECT, DISCARD, QUARANTINE:reason or ERROR:code text is expected"})
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
        "u@far.example         | 550 5.7.1 <u@far.example>... Relaying denied"})
    void recipients(String recipient, String verdict) throws Exception {
        try (Transaction transaction = policy.office().begin(client("192.0.2.1", null), Admission.GRANTED)) {
            transaction.mail(ReversePath.of("a@far.example"));
            assertEquals(verdict, transaction.rcpt(Recipient.of(recipient)).toString());
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
