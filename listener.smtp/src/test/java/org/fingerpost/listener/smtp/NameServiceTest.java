package org.fingerpost.listener.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;

import org.fingerpost.api.dns.Answer;
import org.fingerpost.api.dns.DnsRecord;
import org.fingerpost.api.dns.MailExchanger;
import org.fingerpost.api.dns.Resolver;
import org.fingerpost.api.mail.ClientHost;
import org.fingerpost.api.mail.ClientHost.Standing;
import org.junit.jupiter.api.Test;

class NameServiceTest {

    private static final ClientHost BY_THE_MACHINE = ClientHost.UNKNOWN.named("by.the.machine", Standing.OK);

    /** Names by address and addresses by name; an exclamation mark is a question that has no answer now. */
    private record Zones(Map<String, String> names, Map<String, String> addresses) implements Resolver {

        @Override
        public Answer<DnsRecord> records(String name, String type) {
            return new Answer.NoData<>();
        }

        @Override
        public Answer<MailExchanger> mailExchangers(String domain) {
            return new Answer.NoData<>();
        }

        @Override
        public Answer<InetAddress> addresses(String host) {
            return answer(addresses.get(host)).map(NameServiceTest::address);
        }

        @Override
        public Answer<String> names(InetAddress address) {
            return answer(names.get(address.getHostAddress()));
        }

        private static Answer<String> answer(String value) {
            return value == null ? new Answer.NoSuchName<>() : value.equals("!") ? new Answer.Temporary<>("no answer")
                    : new Answer.Found<>(value, List.of(value));
        }

        @Override
        public List<String> searchList() {
            return List.of();
        }
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String found(Map<String, String> names, Map<String, String> addresses) {
        NameService service = new NameService(address -> BY_THE_MACHINE);
        service.bind(new Zones(names, addresses));
        ClientHost host = service.find(address("192.0.2.1"));
        return host.standing() + " " + host.name();
    }

    @Test
    void aNameIsBelievedIfItHasTheAddress() {
        assertEquals("OK mx.example", found(Map.of("192.0.2.1", "mx.example"), Map.of("mx.example", "192.0.2.1")));
        assertEquals("FORGED mx.example", found(Map.of("192.0.2.1", "mx.example"), Map.of("mx.example", "192.0.2.2")));
        assertEquals("FORGED mx.example", found(Map.of("192.0.2.1", "mx.example"), Map.of()));
    }

    @Test
    void whatNobodyKnowsNowIsNotTakenForNothing() {
        assertEquals("FAIL ", found(Map.of(), Map.of()));
        assertEquals("TEMP ", found(Map.of("192.0.2.1", "!"), Map.of()));
        assertEquals("TEMP ", found(Map.of("192.0.2.1", "mx.example"), Map.of("mx.example", "!")));
        assertEquals("FAIL ", found(Map.of("192.0.2.1", "two words"), Map.of("two words", "192.0.2.1")));
    }

    @Test
    void theMachineIsAskedWhileThereIsNoService() {
        NameService service = new NameService(address -> BY_THE_MACHINE);
        assertEquals(BY_THE_MACHINE, service.find(address("192.0.2.1")));
        Resolver resolver = new Zones(Map.of(), Map.of());
        service.bind(resolver);
        assertEquals(Standing.FAIL, service.find(address("192.0.2.1")).standing());
        service.unbind(resolver);
        assertEquals(BY_THE_MACHINE, service.find(address("192.0.2.1")));
    }
}
