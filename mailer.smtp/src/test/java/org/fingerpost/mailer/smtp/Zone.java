package org.fingerpost.mailer.smtp;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.fingerpost.api.dns.Answer;
import org.fingerpost.api.dns.DnsRecord;
import org.fingerpost.api.dns.MailExchanger;
import org.fingerpost.api.dns.Resolver;

/**
 * A domain name system for tests. It knows localhost; {@code "?"} as an address or exchanger is a server that does not answer.
 */
final class Zone implements Resolver {

    private final Map<String, List<MailExchanger>> exchangers = new ConcurrentHashMap<>();
    private final Map<String, List<String>> addresses = new ConcurrentHashMap<>(Map.of("localhost", List.of("127.0.0.1")));
    private List<String> searchList = List.of();
    final List<String> questions = new CopyOnWriteArrayList<>();

    Zone mx(String domain, int preference, String host) {
        exchangers.computeIfAbsent(domain, d -> new ArrayList<>()).add(new MailExchanger(preference, host));
        exchangers.get(domain).sort((a, b) -> a.preference() - b.preference());
        return this;
    }

    Zone host(String name, String... of) {
        addresses.put(name, List.of(of));
        return this;
    }

    Zone search(String... domains) {
        searchList = List.of(domains);
        return this;
    }

    @Override
    public Answer<DnsRecord> records(String name, String type) {
        throw new AssertionError("nobody asks for this");
    }

    @Override
    public Answer<MailExchanger> mailExchangers(String domain) {
        questions.add("MX " + domain);
        List<MailExchanger> found = exchangers.get(domain.toLowerCase(Locale.ROOT));
        if (found == null) {
            return addresses.containsKey(domain.toLowerCase(Locale.ROOT)) ? new Answer.NoData<>() : new Answer.NoSuchName<>();
        }
        return found.get(0).host().equals("?") ? new Answer.Temporary<>("no answer") : new Answer.Found<>(domain, found);
    }

    @Override
    public Answer<InetAddress> addresses(String host) {
        questions.add("A " + host);
        List<String> found = addresses.get(host.toLowerCase(Locale.ROOT));
        if (found == null) {
            return exchangers.containsKey(host.toLowerCase(Locale.ROOT)) ? new Answer.NoData<>() : new Answer.NoSuchName<>();
        }
        return found.contains("?") ? new Answer.Temporary<>("no answer")
                : new Answer.Found<>(host, found.stream().map(text -> IpAddress.parse(text).orElseThrow()).toList());
    }

    @Override
    public Answer<String> names(InetAddress address) {
        throw new AssertionError("nobody asks for this");
    }

    @Override
    public List<String> searchList() {
        return searchList;
    }
}
