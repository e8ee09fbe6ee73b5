package org.fingerpost.table.standard;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.dns.Answer;
import org.fingerpost.api.dns.Resolver;

/** Canonical names of hosts by the domain name system, found as sendmail finds them. Any thread. */
final class NamesOfTheNetwork {

    /** Somebody who must be asked cannot say now. */
    static final class NotNowException extends Exception {

        private static final long serialVersionUID = 1L;

        NotNowException(String reason) {
            super(reason, null, false, false);
        }
    }

    /** In this order: a host that takes mail for itself has an address or an exchanger. */
    private static final List<String> TYPES = List.of("AAAA", "A", "MX");

    private final Resolver resolver;

    NamesOfTheNetwork(Resolver resolver) {
        this.resolver = resolver;
    }

    /** The name with its domain, and with aliases followed; empty if there is no such host. */
    Optional<String> canonical(String written) throws NotNowException {
        for (String name : candidates(written)) {
            for (String type : TYPES) {
                Answer<?> answer = resolver.records(name, type);
                if (answer instanceof Answer.Found<?> found) {
                    return Optional.of(found.name().equalsIgnoreCase(name) ? name : found.name());
                }
                if (answer instanceof Answer.NoSuchName<?>) {
                    break; // of any type
                }
                requireNow(answer);
            }
        }
        return Optional.empty();
    }

    /** A name with a dot is asked for as it is first; one without is always in some domain. */
    private List<String> candidates(String written) {
        if (written.endsWith(".")) {
            return List.of(written.substring(0, written.length() - 1));
        }
        List<String> names = new ArrayList<>();
        if (written.indexOf('.') >= 0) {
            names.add(written);
        }
        resolver.searchList().forEach(domain -> names.add(written + "." + domain));
        return names;
    }

    Optional<String> name(IpAddress address) throws NotNowException {
        try {
            Answer<String> answer = resolver.names(InetAddress.getByAddress(address.octets()));
            requireNow(answer);
            return answer instanceof Answer.Found<String> found ? Optional.of(found.values().get(0)) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty(); // of no length that an address has
        }
    }

    private static void requireNow(Answer<?> answer) throws NotNowException {
        if (answer instanceof Answer.Temporary<?> temporary) {
            throw new NotNowException(temporary.reason());
        }
    }
}
