package org.fingerpost.core.destination;

import java.util.Comparator;
import java.util.Optional;

import org.fingerpost.core.rewrite.Ascii;

/**
 * Which destinations are meant.
 *
 * @param mailer of these only, if one is named; in lower case
 * @param host   in lower case: all of a host's name as the rules give it, {@code *.domain} for each name below a domain, or
 *               empty for any
 */
record DestinationPattern(Optional<String> mailer, String host) {

    /** The most specific first: exact hosts, then names below the longest domain, then any; of one mailer before of any. */
    static final Comparator<DestinationPattern> MOST_SPECIFIC_FIRST = Comparator.comparing(DestinationPattern::rank)
            .thenComparing(pattern -> -pattern.host.length())
            .thenComparing(pattern -> pattern.mailer.isEmpty());

    private static final String BELOW = "*.";

    /**
     * @param mailer empty for any
     * @param host   empty or {@code *} for any
     * @throws IllegalArgumentException if the host has a {@code *} elsewhere than in a first {@code *.}; the message quotes it
     *                                  and says what is expected
     */
    static DestinationPattern of(String mailer, String host) {
        String name = lowerCase(host.strip());
        String fixed = name.startsWith(BELOW) ? name.substring(BELOW.length()) : name.equals("*") ? "" : name;
        if (fixed.indexOf('*') >= 0 || name.equals(BELOW)) {
            throw new IllegalArgumentException("\"" + host + "\" where a host, *.domain or * is expected");
        }
        return new DestinationPattern(Optional.of(lowerCase(mailer.strip())).filter(m -> !m.isEmpty()),
                name.equals("*") ? "" : name);
    }

    /** Whether it names one host. */
    boolean isOneHost() {
        return rank() == 0;
    }

    /** Both in lower case. */
    boolean matches(String ofMailer, String ofHost) {
        return (mailer.isEmpty() || mailer.get().equals(ofMailer)) && matchesHost(ofHost);
    }

    private boolean matchesHost(String ofHost) {
        return switch (rank()) {
            case 0 -> host.equals(ofHost);
            case 1 -> ofHost.length() > host.length() - 1 && ofHost.endsWith(host.substring(1));
            default -> true;
        };
    }

    private int rank() {
        return host.isEmpty() ? 2 : host.startsWith(BELOW) ? 1 : 0;
    }

    static String lowerCase(String text) {
        return Ascii.lower(text);
    }
}
