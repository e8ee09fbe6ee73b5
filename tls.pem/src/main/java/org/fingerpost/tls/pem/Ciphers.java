package org.fingerpost.tls.pem;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** The cipher suites that are permitted, by a name for a choice of them or each by its own (IANA's). */
final class Ciphers {

    private static final Predicate<String> TLS_1_3 = suite -> !suite.contains("_WITH_");
    /** Forward secrecy and authenticated encryption. */
    private static final Predicate<String> MODERN = TLS_1_3.or(suite -> suite.startsWith("TLS_ECDHE_")
            && (suite.contains("_GCM_") || suite.contains("CHACHA20")));
    /** What older mail servers need, and nothing that is broken. */
    private static final Predicate<String> INTERMEDIATE = MODERN.or(suite -> (suite.startsWith("TLS_ECDHE_")
            || suite.startsWith("TLS_RSA_")) && suite.contains("_AES_"));

    private Ciphers() {
    }

    /**
     * @param words     {@code modern}, {@code intermediate}, or names of suites
     * @param supported by the JDK, in its order of preference
     * @throws IllegalArgumentException if a name is not known
     */
    static List<String> choose(List<String> words, String[] supported) {
        List<String> usable = Arrays.stream(supported).filter(suite -> !suite.endsWith("_SCSV")).toList();
        if (words.size() == 1 && words.get(0).equalsIgnoreCase("modern")) {
            return usable.stream().filter(MODERN).toList();
        }
        if (words.size() == 1 && words.get(0).equalsIgnoreCase("intermediate")) {
            return usable.stream().filter(INTERMEDIATE).toList();
        }
        List<String> names = words.stream().map(word -> word.toUpperCase(Locale.ROOT)).toList();
        Set<String> known = Set.copyOf(usable);
        names.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("\"" + name + "\" is no cipher suite of this Java: modern, intermediate, or "
                    + "names such as TLS_AES_256_GCM_SHA384 are expected");
        });
        if (names.isEmpty()) {
            throw new IllegalArgumentException("modern, intermediate or names of cipher suites are expected");
        }
        return names;
    }
}
