package org.fingerpost.tls.pem;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.fingerpost.api.instance.SettingsReader;

/**
 * The settings, checked.
 *
 * @param certificates files; absolute
 * @param keys         files, as many
 * @param authorities  files and folders; none for those of the system
 * @param clientAuthorities the same for clients; none for {@code authorities}
 * @param askClients    for a certificate
 * @param showToServers our own
 * @param protocols     names as the JDK has them
 * @param ciphers       words as in {@link Ciphers}
 * @param threads       for handshakes
 * @param warnBefore    a certificate expires
 */
record Settings(List<Path> certificates, List<Path> keys, List<Path> authorities, List<Path> clientAuthorities,
        boolean askClients, boolean showToServers, List<String> protocols, List<String> ciphers, int threads,
        Duration warnBefore) {

    static final String PID = "tls";
    private static final String DEFAULT_CERTIFICATE = "etc/tls/certificate.pem";
    private static final String DEFAULT_KEY = "etc/tls/key.pem";
    private static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");
    private static final int MAX_THREADS = 64;

    static Settings defaults(Path base) {
        return new Settings(List.of(base.resolve(DEFAULT_CERTIFICATE)), List.of(base.resolve(DEFAULT_KEY)), List.of(), List.of(),
                true, false, List.of("TLSv1.2", "TLSv1.3"), List.of("modern"), 2, Duration.ofDays(14));
    }

    /** What {@code config} says; a bad value is logged and that setting stays what it is in {@code last}. */
    static Settings of(TlsConfig config, Path base, Settings last, String[] suites, Consumer<String> log) {
        SettingsReader read = new SettingsReader(PID, log);
        List<Path> certificates = paths(config.certificate(), base);
        List<Path> keys = paths(config.key(), base);
        if (keys.size() != certificates.size() || keys.isEmpty()) {
            log.accept(PID + ": certificate, key: " + certificates.size() + " certificates and " + keys.size()
                    + " keys, where as many of both are expected; " + last.certificates + " is used");
            certificates = last.certificates;
            keys = last.keys;
        }
        return new Settings(certificates, keys, paths(config.authorities(), base), paths(config.client_authorities(), base),
                read.flag("ask.clients", config.ask_clients(), last.askClients),
                read.flag("show.to.servers", config.show_to_servers(), last.showToServers),
                read.value("protocols", words(config.protocols()), last.protocols, Settings::protocols),
                read.value("ciphers", words(config.ciphers()), last.ciphers, words -> {
                    Ciphers.choose(words, suites);
                    return words;
                }),
                read.number("threads", config.threads(), 1, MAX_THREADS, last.threads),
                read.duration("warn.before", config.warn_before(), Duration.ZERO, last.warnBefore));
    }

    private static List<String> protocols(List<String> words) {
        if (words.isEmpty() || !PROTOCOLS.containsAll(words)) {
            throw new IllegalArgumentException("\"" + String.join(", ", words)
                    + "\" where TLSv1.2, TLSv1.3 or both are expected");
        }
        return words;
    }

    private static List<Path> paths(String[] texts, Path base) {
        return words(texts).stream().map(word -> base.resolve(word).normalize()).toList();
    }

    private static List<String> words(String[] texts) {
        return Arrays.stream(String.join(",", texts).split("[,\\s]+")).filter(word -> !word.isEmpty()).toList();
    }

    /** Whether a certificate is to be made if there is none. */
    boolean isDefault(Path base) {
        return certificates.equals(List.of(base.resolve(DEFAULT_CERTIFICATE))) && keys.equals(List.of(base.resolve(DEFAULT_KEY)));
    }
}
