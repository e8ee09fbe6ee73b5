package org.fingerpost.core.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.submit.Expansion;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.TestPolicy;
import org.fingerpost.core.services.Services;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** VRFY and EXPN; ETRN is in {@code TurnRequestsTest}. */
class InquiriesTest {

    private static final Origin STRANGER = new Origin("ESMTP", "client.example", "192.0.2.1", "");
    private static final Origin USER = new Origin("ESMTPA", "client.example", "192.0.2.1", "tef");

    private final Services services = new Services();

    private Inquiries inquiries(Origin origin, String privacy) {
        Generation generation = TestPolicy.generation(services, Path.of("/"),
                Map.of("list", "tef, |cat, u@far.example", "solo", "tef", "busy", "?not now"), List.of("tef"));
        Policy policy = generation.policy().toBuilder().option("PrivacyOptions", privacy).build();
        return new Inquiries(new Generation(1, policy, services, Path.of("/")), services, origin);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "tef           | 250 2.1.5 <tef>... Recipient ok",
        "list          | 250 2.1.5 <list>... Recipient ok",
        "nobody        | 550 5.1.1 <nobody>... User unknown",
        "u@far.example | 252 2.1.5 <u@far.example>... Cannot be verified here, but mail is taken",
        "busy          | 451 4.3.0 <busy>... ?not now"})
    void vrfySaysWhatIsKnown(String address, String reply) {
        assertEquals(reply, inquiries(USER, "public").verify(address).toString());
    }

    @Test
    void vrfyTellsAStrangerNothingOfOtherHosts() {
        assertEquals("550 5.7.1 <u@far.example>... Relaying denied",
                inquiries(STRANGER, "public").verify("u@far.example").toString());
        assertEquals(252, inquiries(STRANGER, "novrfy").verify("nobody").code());
        assertEquals(503, inquiries(new Origin("SMTP", "", "192.0.2.1", ""), "needvrfyhelo").verify("tef").code());
    }

    @Test
    void expnNamesAllInTheEnd() {
        Expansion list = inquiries(STRANGER, "public").expand("list");
        assertTrue(list.verdict().isAccepted());
        assertEquals(List.of("<u@far.example>", "<\"|cat\">", "<tef@here.example>"), list.members());
        assertEquals(List.of("<tef@here.example>"), inquiries(STRANGER, "public").expand("solo").members());
        assertEquals(List.of("<tef@here.example>"), inquiries(STRANGER, "public").expand("tef").members());
    }

    @ParameterizedTest
    @CsvSource({"nobody,550", "u@far.example,550", "busy,451"})
    void expnOfNoListIsRefused(String name, int code) {
        Expansion refused = inquiries(STRANGER, "public").expand(name);
        assertEquals(code, refused.verdict().code());
        assertEquals(List.of(), refused.members());
    }

    @Test
    void expnIsAsPrivateAsThePolicyWants() {
        assertEquals("502 5.7.0", reply(inquiries(STRANGER, "noexpn")));
        assertEquals("502 5.7.0", reply(inquiries(STRANGER, "goaway")));
        assertEquals("503 5.5.1", reply(inquiries(new Origin("SMTP", "", "192.0.2.1", ""), "needexpnhelo")));
    }

    private static String reply(Inquiries inquiries) {
        Expansion expansion = inquiries.expand("list");
        return expansion.verdict().code() + " " + expansion.verdict().status();
    }
}
