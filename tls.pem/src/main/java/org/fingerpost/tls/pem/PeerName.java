package org.fingerpost.tls.pem;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whose a certificate is (RFC 9525): what its subjectAltName says and nothing else; its common name does not count (§2).
 */
final class PeerName {

    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final Pattern IP_LITERAL = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private PeerName() {
    }

    /** Whether {@code name}, a host name in ASCII or an IP address, is one of the certificate's. */
    static boolean isOf(X509Certificate certificate, String name) {
        if (IP_LITERAL.matcher(name).matches()) {
            return names(certificate, IP_ADDRESS).stream().anyMatch(presented -> isSameAddress(presented, name));
        }
        return names(certificate, DNS_NAME).stream().anyMatch(presented -> matches(presented, name));
    }

    /** The host names and addresses that it is for. */
    static List<String> all(X509Certificate certificate) {
        List<String> all = new ArrayList<>(hosts(certificate));
        all.addAll(names(certificate, IP_ADDRESS));
        return all;
    }

    /** The host names that it is for, wildcards among them. */
    static List<String> hosts(X509Certificate certificate) {
        return names(certificate, DNS_NAME);
    }

    private static List<String> names(X509Certificate certificate, int type) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names.stream().filter(name -> name.get(0).equals(type))
                    .map(name -> String.valueOf(name.get(1))).toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    private static boolean isSameAddress(String one, String other) {
        try {
            return InetAddress.getByName(one).equals(InetAddress.getByName(other));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /**
     * Whether a presented name stands for a host. A wildcard is a whole label, the first one, stands for one label (§6.3), and
     * not below a top-level domain.
     */
    static boolean matches(String presented, String host) {
        String pattern = small(presented);
        String name = small(host);
        if (!pattern.startsWith("*.")) {
            return !name.isEmpty() && pattern.equals(name) && pattern.indexOf('*') < 0;
        }
        String rest = pattern.substring(1);
        int dot = name.indexOf('.');
        return dot > 0 && rest.indexOf('*') < 0 && rest.indexOf('.', 1) > 0 && name.substring(dot).equals(rest);
    }

    private static String small(String name) {
        String text = name.toLowerCase(Locale.ROOT);
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
