package org.fingerpost.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.rewrite.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RelayingTest {

    private static final MailerDefinition RELAY = new MailerDefinition("relay", "[IPC]", "mDFMuX", List.of(), Map.of());
    private static final MailerDefinition LOCAL = new MailerDefinition("local", "[FILE]", "lsDFMA", List.of(), Map.of());

    private final Relaying relaying = new Relaying(Policy.builder()
            .addToClass("R", List.of("127.0.0.0/8", "10.1", "192.168.4.128/25", "::1", "IPv6:2001:db8::/32", "friend.example"))
            .build());

    private static Origin client(String address) {
        return new Origin("ESMTP", "client", address, "");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true", "127.9.8.7, true", "128.0.0.1, false",
        "10.1.255.3, true", "10.2.0.1, false",
        "192.168.4.128, true", "192.168.4.127, false",
        "::1, true", "::2, false", "2001:db8:9::1, true", "2001:db9::1, false",
        "::ffff:127.0.0.1, true", // Java maps it to IPv4
        "localhost, false",       // a name is never looked up
        "127.0.0, false", "127.0.0.0.1, false", "127.0.0.256, false", "127.0.0.0001, false", "127.0..1, false", "127.0.0.1., false",
        "10.001.2.3, true", "127.0.0.x, false", "., false", "'', false",
    })
    void networksMayRelay(String address, boolean permitted) {
        assertEquals(permitted, relaying.isPermitted(client(address), new Route("relay", "hub", "u@far.example"), RELAY));
    }

    @ParameterizedTest
    @CsvSource({
        "u@friend.example, true", "u@sub.friend.example, true", "u@notfriend.example, false",
        "u%victim.example@friend.example, false", "victim.example!u@friend.example, false",
        "'\"u@victim.example\"@friend.example', false", "'@a.example:u@friend.example', false",
    })
    void domainsOfOursMayBeSentToByAnybodyButNotThrough(String user, boolean permitted) {
        assertEquals(permitted, relaying.isPermitted(client("192.0.2.1"), new Route("relay", "hub", user), RELAY));
    }

    @Test
    void localDeliveryIsForAnybodyAndLocalSubmittersMaySendAnywhere() {
        assertTrue(relaying.isPermitted(client("192.0.2.1"), new Route("local", "", "root"), LOCAL));
        assertTrue(relaying.isPermitted(Origin.local("tef"), new Route("relay", "hub", "u@far.example"), RELAY));
        assertFalse(relaying.isPermitted(client("192.0.2.1"), new Route("relay", "hub", "u@far.example"), RELAY));
    }
}
