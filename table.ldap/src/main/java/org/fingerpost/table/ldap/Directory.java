package org.fingerpost.table.ldap;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.fingerpost.api.table.TableException;
import org.fingerpost.api.table.TableFlags;

/**
 * Whom to ask, and in whose name: tables for which this is equal share their connections.
 *
 * @param servers   in the order in which they are tried
 * @param bindDn    empty for nobody
 * @param secret    the file whose first line is the password; only with a {@code bindDn}
 * @param referrals whether they are followed
 */
record Directory(List<Server> servers, String bindDn, Optional<Path> secret, boolean referrals) {

    /** @param tls whether the connection is encrypted from the beginning: {@code ldaps} */
    record Server(String host, int port, boolean tls) {

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    private static final int PORT = 389;
    private static final int TLS_PORT = 636;
    private static final int MAX_PORT = 65_535;
    private static final int MAX_SERVERS = 16;
    private static final Pattern URI = Pattern.compile("(?i)(ldaps?)://([^:/\\[\\]]+|\\[[0-9a-f:.]+\\])?(?::(\\d{1,5}))?/?");
    private static final Pattern HOST = Pattern.compile("([^:\\[\\]]+|\\[[0-9a-fA-F:.]+\\])(?::(\\d{1,5}))?");

    Directory {
        servers = List.copyOf(servers);
    }

    /** @param directory relative names of files count from here */
    static Directory of(TableFlags flags, Path directory) throws TableException {
        version(flags);
        String method = flags.value('M').toLowerCase(Locale.ROOT).replaceFirst("^ldap_auth_", "");
        String dn = flags.value('d');
        return switch (method) {
            case "", "none" -> new Directory(servers(flags), "", Optional.empty(), !flags.has('R'));
            case "simple" -> new Directory(servers(flags), dn, secret(flags, directory), !flags.has('R'));
            default -> throw new TableException("flag -M" + flags.value('M') + ": none or simple is expected");
        };
    }

    private static void version(TableFlags flags) throws TableException {
        if (flags.has('w') && !flags.value('w').equals("3")) {
            throw new TableException("flag -w" + flags.value('w') + ": the protocol is version 3");
        }
    }

    private static Optional<Path> secret(TableFlags flags, Path directory) throws TableException {
        if (flags.value('d').isEmpty() != flags.value('P').isEmpty()) {
            throw new TableException("flag -M simple: a name, -d, and the file of its password, -P, are expected");
        }
        return flags.has('P') ? Optional.of(directory.resolve(flags.value('P'))) : Optional.empty();
    }

    private static List<Server> servers(TableFlags flags) throws TableException {
        if (flags.has('h') && flags.has('H')) {
            throw new TableException("flags -h and -H: hosts or URIs are expected, not both");
        }
        boolean uris = flags.has('H');
        String written = uris ? flags.value('H') : flags.has('h') ? flags.value('h') : "localhost";
        int port = flags.has('p') ? port("-p", flags.value('p')) : PORT;
        List<Server> servers = new ArrayList<>();
        for (String word : written.strip().split("[\\s,]+")) {
            servers.add(uris ? uri(word) : host(word, port));
        }
        if (servers.size() > MAX_SERVERS) {
            throw new TableException("too many servers, " + MAX_SERVERS + " at most");
        }
        return servers;
    }

    private static Server uri(String written) throws TableException {
        Matcher m = URI.matcher(written);
        if (!m.matches()) {
            throw new TableException("flag -H: \"" + written + "\" where ldap://HOST:PORT or ldaps://HOST:PORT is expected");
        }
        boolean tls = m.group(1).equalsIgnoreCase("ldaps");
        int port = m.group(3) == null ? tls ? TLS_PORT : PORT : port("-H", m.group(3));
        return new Server(m.group(2) == null ? "localhost" : bare(m.group(2)), port, tls);
    }

    private static Server host(String written, int port) throws TableException {
        Matcher m = HOST.matcher(written);
        if (!m.matches()) {
            throw new TableException("flag -h: \"" + written + "\" where HOST or HOST:PORT is expected");
        }
        return new Server(bare(m.group(1)), m.group(2) == null ? port : port("-h", m.group(2)), false);
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static int port(String flag, String text) throws TableException {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MAX_PORT) {
            throw new TableException("flag " + flag + ": \"" + text + "\" where a port, 1 to " + MAX_PORT + ", is expected");
        }
        return Integer.parseInt(text);
    }
}
