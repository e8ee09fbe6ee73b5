package org.fingerpost.table.ldap;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.fingerpost.api.table.TableException;

/**
 * Where a directory is asked.
 *
 * @param host of a name or an address; of a Unix-domain socket its path
 * @param port 0 for a Unix-domain socket
 * @param kind how connections are made
 */
record Server(String host, int port, Kind kind) {

    enum Kind {
        /** TCP; encrypted by StartTLS if the settings say so. */
        PLAIN,
        /** TCP, encrypted from the beginning: {@code ldaps}. */
        TLS,
        /** A Unix-domain socket: {@code ldapi}. */
        LOCAL
    }

    private static final int PORT = 389;
    private static final int TLS_PORT = 636;
    private static final int MAX_PORT = 65_535;
    private static final Pattern URI = Pattern.compile("(?i)(ldaps?)://([^:/\\[\\]]+|\\[[0-9a-f:.]+\\])?(?::(\\d{1,5}))?/?");
    private static final Pattern LOCAL_URI = Pattern.compile("(?i)ldapi://([^/:]*)/?");
    private static final Pattern HOST = Pattern.compile("([^:\\[\\]]+|\\[[0-9a-fA-F:.]+\\])(?::(\\d{1,5}))?");
    /** Where servers listen unless they are told otherwise. */
    private static final String SOCKET = "/var/run/slapd/ldapi";

    /** Flag {@code -H}. */
    static Server ofUri(String written) throws TableException {
        Matcher local = LOCAL_URI.matcher(written);
        if (local.matches()) {
            String path = URLDecoder.decode(local.group(1).replace("+", "%2b"), StandardCharsets.ISO_8859_1);
            return new Server(path.isEmpty() ? SOCKET : path, 0, Kind.LOCAL);
        }
        Matcher m = URI.matcher(written);
        if (!m.matches()) {
            throw new TableException("flag -H: \"" + written
                    + "\" where ldap://HOST:PORT, ldaps://HOST:PORT or ldapi://PATH is expected,"
                    + " with %2f for each / of the path");
        }
        boolean tls = m.group(1).equalsIgnoreCase("ldaps");
        int port = m.group(3) == null ? tls ? TLS_PORT : PORT : port("-H", m.group(3));
        return new Server(m.group(2) == null ? "localhost" : bare(m.group(2)), port, tls ? Kind.TLS : Kind.PLAIN);
    }

    /** Flags {@code -h} and {@code -p}. */
    static Server ofHost(String written, String port) throws TableException {
        Matcher m = HOST.matcher(written);
        if (!m.matches()) {
            throw new TableException("flag -h: \"" + written + "\" where HOST or HOST:PORT is expected");
        }
        int number = m.group(2) != null ? port("-h", m.group(2)) : port.isEmpty() ? PORT : port("-p", port);
        return new Server(bare(m.group(1)), number, Kind.PLAIN);
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    static int port(String flag, String text) throws TableException {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MAX_PORT) {
            throw new TableException("flag " + flag + ": \"" + text + "\" where a port, 1 to " + MAX_PORT + ", is expected");
        }
        return Integer.parseInt(text);
    }

    @Override
    public String toString() {
        return kind == Kind.LOCAL ? host : host + ":" + port;
    }
}
