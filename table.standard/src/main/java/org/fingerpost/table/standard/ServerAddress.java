package org.fingerpost.table.standard;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.fingerpost.api.table.TableException;

/**
 * Where a server listens, as sendmail writes it: {@code inet:port@host}, {@code inet6:port@host}, {@code unix:/path} or a path.
 */
final class ServerAddress {

    private static final Pattern TYPED = Pattern.compile("([A-Za-z0-9]*):(.+)", Pattern.DOTALL);
    private static final Pattern PORT_AT_HOST = Pattern.compile("(\\d{1,5})@(\\[(.+)\\]|[^\\[\\]@]+)");

    private static final Pattern HOST_PORT = Pattern.compile("(\\[[^\\[\\]]+\\]|[^:/@\\[\\]]+):(\\d{1,5})");
    private static final Set<String> KINDS = Set.of("inet", "inet6", "unix", "local");

    private final String written;
    /** Null for one of TCP. */
    private final Path path;
    private final String host;
    private final int port;

    private ServerAddress(String written, Path path, String host, int port) {
        this.written = written;
        this.path = path;
        this.host = host;
        this.port = port;
    }

    static ServerAddress parse(String written, Path directory) throws TableException {
        Matcher typed = TYPED.matcher(written);
        String type = typed.matches() ? typed.group(1).toLowerCase(Locale.ROOT) : "";
        String rest = typed.matches() ? typed.group(2) : written;
        return switch (type) {
            case "", "unix", "local" -> new ServerAddress(written, directory.resolve(rest).toAbsolutePath().normalize(), "", 0);
            case "inet", "inet6" -> tcp(written, rest);
            default -> throw new TableException("unknown socket type " + type + "; inet, inet6, unix and local are known");
        };
    }

    /** One as Postfix writes it, {@code host:port}, or with its kind before it. */
    static ServerAddress parseHostPort(String written, Path directory) throws TableException {
        int colon = written.indexOf(':');
        if (colon > 0 && KINDS.contains(written.substring(0, colon).toLowerCase(Locale.ROOT))) {
            return parse(written, directory);
        }
        Matcher m = HOST_PORT.matcher(written);
        if (!m.matches()) {
            throw new TableException("bad address " + written + "; host:port, inet:port@host or unix:/path is expected");
        }
        return tcp(written, m.group(2) + "@" + m.group(1));
    }

    private static ServerAddress tcp(String written, String rest) throws TableException {
        Matcher m = PORT_AT_HOST.matcher(rest);
        if (!m.matches() || Integer.parseInt(m.group(1)) < 1 || Integer.parseInt(m.group(1)) > 65_535) {
            throw new TableException("bad address " + rest + "; port@host is expected");
        }
        String literal = m.group(3);
        if (literal != null && IpAddress.parse(literal).or(() -> IpAddress.parsePlain(literal)).isEmpty()) {
            throw new TableException("bad address " + rest + ": no address in the brackets");
        }
        String host = literal == null ? m.group(2) : literal.replaceFirst("^(?i)IPv6:", "");
        return new ServerAddress(written, null, host, Integer.parseInt(m.group(1)));
    }

    boolean isUnix() {
        return path != null;
    }

    /** Looked up afresh, for a name may get another address. */
    SocketAddress resolve() throws UnknownHostException {
        return isUnix() ? UnixDomainSocketAddress.of(path) : new InetSocketAddress(InetAddress.getByName(host), port);
    }

    @Override
    public String toString() {
        return written;
    }
}
