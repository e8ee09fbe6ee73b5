package org.fingerpost.listener.smtp;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the header by which a proxy says whose connection it passes on: the PROXY protocol, versions 1 and 2
 * (haproxy.org/download/3.0/doc/proxy-protocol.txt). It takes no octet that follows it.
 */
final class ProxyHeaderReader {

    /**
     * Whom a connection is from, and where it went.
     *
     * @param source      the client
     * @param destination the address that it connected to
     */
    record Endpoints(InetAddress source, int sourcePort, InetAddress destination) {
    }

    private static final byte[] SIGNATURE = {0x0d, 0x0a, 0x0d, 0x0a, 0, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a};
    private static final int FIXED = 16;
    /** What follows the fixed part: addresses, and values that mean nothing to us. */
    private static final int MAX_REST = 2048;
    private static final int MAX_LINE = 107;
    private static final int TCP4 = 0x11;
    private static final int TCP6 = 0x21;
    private static final int LOCAL = 0x20;
    private static final int PROXY = 0x21;
    private static final byte[] LINE = "PROXY ".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern V1 = Pattern.compile(
            "PROXY (?:TCP4 ([0-9.]{7,15}) ([0-9.]{7,15})"
            + "|TCP6 ([0-9A-Fa-f:.]{2,45}) ([0-9A-Fa-f:.]{2,45})) (\\d{1,5}) (\\d{1,5})");

    private final Consumer<Optional<Endpoints>> listener;
    private byte[] octets = new byte[FIXED];
    private int length;

    /** @param listener told once; of nobody if the proxy speaks for itself, or does not know */
    ProxyHeaderReader(Consumer<Optional<Endpoints>> listener) {
        this.listener = listener;
    }

    /** Takes octets. Whether the header is complete. */
    boolean read(ByteBuffer wire) throws BadProxyHeader {
        while (wire.hasRemaining()) {
            if (length == octets.length) {
                octets = Arrays.copyOf(octets, Math.min(2 * length, FIXED + MAX_REST));
            }
            octets[length++] = wire.get();
            if (isBinary() ? isBinaryComplete() : isLineComplete()) {
                listener.accept(isBinary() ? binary() : line());
                return true;
            }
        }
        return false;
    }

    private boolean isBinary() {
        return octets[0] == SIGNATURE[0];
    }

    private boolean isBinaryComplete() throws BadProxyHeader {
        if (length <= SIGNATURE.length) {
            if (octets[length - 1] != SIGNATURE[length - 1]) {
                throw new BadProxyHeader("wrong signature");
            }
            return false;
        }
        if (length < FIXED) {
            return false;
        }
        int rest = (octets[14] & 0xff) << 8 | octets[15] & 0xff;
        if (rest > MAX_REST) {
            throw new BadProxyHeader(rest + " octets long");
        }
        return length == FIXED + rest;
    }

    private boolean isLineComplete() throws BadProxyHeader {
        if (length > MAX_LINE || length <= LINE.length && octets[length - 1] != LINE[length - 1]) {
            throw new BadProxyHeader("no PROXY at its beginning, or too long");
        }
        return octets[length - 1] == '\n';
    }

    private Optional<Endpoints> line() throws BadProxyHeader {
        String text = new String(octets, 0, length, StandardCharsets.ISO_8859_1);
        if (!text.endsWith("\r\n")) {
            throw new BadProxyHeader("its line does not end with CRLF");
        }
        String line = text.substring(0, text.length() - 2);
        if (line.equals("PROXY UNKNOWN") || line.startsWith("PROXY UNKNOWN ")) {
            return Optional.empty();
        }
        Matcher m = V1.matcher(line);
        if (!m.matches()) {
            throw new BadProxyHeader("protocol, two addresses and two ports are expected");
        }
        boolean v4 = m.group(1) != null;
        return Optional.of(new Endpoints(literal(v4 ? m.group(1) : m.group(3)), Integer.parseInt(m.group(5)),
                literal(v4 ? m.group(2) : m.group(4))));
    }

    /** No name is looked up: it has the characters of an address only. */
    private static InetAddress literal(String text) throws BadProxyHeader {
        boolean v4 = text.matches("\\d{1,3}(\\.\\d{1,3}){3}");
        try {
            if (v4 || text.indexOf(':') >= 0) {
                return InetAddress.getByName(text);
            }
        } catch (UnknownHostException e) {
            throw new BadProxyHeader("no address");
        }
        throw new BadProxyHeader("no address");
    }

    private Optional<Endpoints> binary() throws BadProxyHeader {
        int command = octets[12] & 0xff;
        int rest = length - FIXED;
        if (command == LOCAL) {
            return Optional.empty();
        }
        if (command != PROXY) {
            throw new BadProxyHeader("neither LOCAL nor PROXY of version 2");
        }
        return switch (octets[13] & 0xff) {
            case TCP4 -> Optional.of(endpoints(4, rest));
            case TCP6 -> Optional.of(endpoints(16, rest));
            default -> Optional.empty(); // of another family: as if the proxy spoke for itself
        };
    }

    private Endpoints endpoints(int size, int rest) throws BadProxyHeader {
        if (rest < 2 * size + 4) {
            throw new BadProxyHeader("too short for its addresses");
        }
        int port = FIXED + 2 * size;
        return new Endpoints(address(FIXED, size), (octets[port] & 0xff) << 8 | octets[port + 1] & 0xff,
                address(FIXED + size, size));
    }

    private InetAddress address(int from, int size) throws BadProxyHeader {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(octets, from, from + size));
        } catch (UnknownHostException e) {
            throw new BadProxyHeader("no address");
        }
    }
}
