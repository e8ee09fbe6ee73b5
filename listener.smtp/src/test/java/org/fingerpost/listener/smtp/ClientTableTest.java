package org.fingerpost.listener.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;

import org.fingerpost.api.instance.Networks;
import org.fingerpost.listener.smtp.ClientLimits.Event;
import org.junit.jupiter.api.Test;

/** What clients use up, with a clock of the test's own. */
class ClientTableTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private long now = 1000 * MINUTE.toNanos();
    private final ClientTable table = new ClientTable(limits(64, Networks.parse("10.0.0.0/8")), () -> now);
    private final Connections connections = new Connections(3, table);

    private static ClientLimits limits(int prefix, Networks exempt) {
        return new ClientLimits(2, Map.of(Event.CONNECTION, 5, Event.MESSAGE, 3, Event.ERROR, 2, Event.AUTH_FAILURE, 1), MINUTE,
                prefix, exempt);
    }

    private ClientQuota client(String address) throws UnknownHostException {
        return table.of(InetAddress.getByName(address));
    }

    private void pass(double minutes) {
        now += (long) (minutes * MINUTE.toNanos());
    }

    @Test
    void anIpv6NetworkIsOneClient() throws Exception {
        assertSame(client("2001:db8::1"), client("2001:db8::ffff:2"));
        assertNotSame(client("2001:db8::1"), client("2001:db8:0:1::1"));
        assertNotSame(client("192.0.2.1"), client("192.0.2.2"));
        assertSame(client("192.0.2.1"), client("::ffff:192.0.2.1"));
        table.limit(limits(128, Networks.NONE));
        assertNotSame(client("2001:db8::1"), client("2001:db8::2"));
    }

    @Test
    void whatIsTooMuchInAWindowIsAllowedInTheNext() throws Exception {
        ClientQuota quota = client("192.0.2.1");
        for (int i = 0; i < 3; i++) {
            assertTrue(quota.spend(Event.MESSAGE));
        }
        assertFalse(quota.spend(Event.MESSAGE));
        assertTrue(quota.spend(Event.RECIPIENT), "has no limit");
        pass(1);
        assertFalse(quota.spend(Event.MESSAGE), "the minute before counts in proportion");
        pass(2);
        assertTrue(quota.spend(Event.MESSAGE));
    }

    @Test
    void exemptClientsAreCountedOnly() throws Exception {
        ClientQuota quota = client("10.1.2.3");
        for (int i = 0; i < 10; i++) {
            assertTrue(quota.spend(Event.MESSAGE));
        }
        assertEquals(10, quota.rate(Event.MESSAGE));
        assertFalse(quota.isSpent(Event.MESSAGE));
    }

    private String admit(String address) throws UnknownHostException {
        Connections.Admitted admitted = connections.admit(InetAddress.getByName(address));
        return admitted instanceof Connections.Admitted.Out out ? out.reply().code() + " " + out.reply().lines().get(0)
                : "rate " + ((Connections.Admitted.In) admitted).rate()
                        + " of " + ((Connections.Admitted.In) admitted).totalRate();
    }

    private void leave(String address) throws UnknownHostException {
        connections.leave(client(address));
    }

    @Test
    void connectionsOfAClientAreLimited() throws Exception {
        assertEquals("rate 1 of 1", admit("2001:db8::1"));
        assertEquals("rate 2 of 2", admit("2001:db8::2"));
        assertEquals("421 too many connections from your address", admit("2001:db8::3"));
        assertEquals("rate 1 of 4", admit("192.0.2.1"));
        assertEquals("421 too many connections, try again later", admit("192.0.2.2"));
    }

    @Test
    void connectionsInAWindowAreLimited() throws Exception {
        for (int i = 1; i <= 5; i++) {
            assertEquals("rate " + i + " of " + i, admit("192.0.2.1"));
            leave("192.0.2.1");
        }
        assertEquals("421 too many connections from your address lately, try again later", admit("192.0.2.1"));
        pass(3);
        assertEquals("rate 1 of 1", admit("192.0.2.1"));
    }

    @Test
    void whoHasMadeTooManyErrorsOrGuessesIsSentAway() throws Exception {
        for (int i = 0; i < 3; i++) {
            client("192.0.2.1").spend(Event.ERROR);
        }
        assertEquals("421 too many errors from your address lately, try again later", admit("192.0.2.1"));
        client("192.0.2.2").spend(Event.AUTH_FAILURE);
        assertEquals("rate 1 of 2", admit("192.0.2.2"));
        client("192.0.2.2").spend(Event.AUTH_FAILURE);
        assertEquals("421 too many errors from your address lately, try again later", admit("192.0.2.2"));
    }

    @Test
    void clientsAreForgottenAfterAWhileAndNeverTooMany() throws Exception {
        client("192.0.2.1").enter();
        client("192.0.2.2");
        pass(3);
        client("192.0.2.3");
        table.age();
        assertEquals(3, table.size(), "one that is connected holds those up that came after it");
        client("192.0.2.1").leave();
        pass(3);
        client("192.0.2.4");
        table.age();
        assertEquals(1, table.size());
        ClientQuota connected = client("192.0.2.1");
        connected.enter();
        for (int i = 0; i < ClientTable.MAX_CLIENTS + 10; i++) {
            table.of(InetAddress.getByAddress(new byte[] {20, (byte) (i >> 16), (byte) (i >> 8), (byte) i}));
        }
        assertEquals(ClientTable.MAX_CLIENTS, table.size());
        assertSame(connected, client("192.0.2.1"), "who is connected is not forgotten");
    }
}
