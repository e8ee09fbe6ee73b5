package org.fingerpost.listener.smtp;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.fingerpost.api.instance.LocalSocket;

/**
 * Who may connect to a Unix socket, as addresses to listen on have it: {@code mode=660&owner=mail&group=mail}.
 *
 * @param mode  octal digits
 * @param owner login name; empty for the router's own user
 * @param group name; empty for the one that new files get
 */
record SocketAccess(String mode, String owner, String group) {

    static final SocketAccess EVERYBODY = new SocketAccess("666", "", "");

    private static final Pattern MODE = Pattern.compile("0?[0-7]{3}");
    private static final Pattern FIELD = Pattern.compile("(mode|owner|group)=([A-Za-z0-9_][A-Za-z0-9_.-]*)");
    /** From the highest bit of a mode on. */
    private static final PosixFilePermission[] BITS = PosixFilePermission.values();

    /**
     * @param address of which it is a part, for people
     * @param text    fields separated by {@code &}; null for none
     * @throws IllegalArgumentException that says what was expected
     */
    static SocketAccess parse(String address, String text) {
        SocketAccess access = EVERYBODY;
        for (String field : text == null ? new String[0] : text.split("&", -1)) {
            Matcher m = FIELD.matcher(field);
            if (!m.matches() || m.group(1).equals("mode") && !MODE.matcher(m.group(2)).matches()) {
                throw new IllegalArgumentException("\"" + address + "\" is no address to listen on: after the question mark "
                        + "mode=660, owner=USER and group=GROUP are expected, separated by &");
            }
            access = access.with(m.group(1), m.group(2));
        }
        return access;
    }

    private SocketAccess with(String field, String value) {
        return switch (field) {
            case "mode" -> new SocketAccess(value.substring(value.length() - 3), owner, group);
            case "owner" -> new SocketAccess(mode, value, group);
            default -> new SocketAccess(mode, owner, value);
        };
    }

    /** Binds a socket to which these may connect. */
    LocalSocket bind(UnixDomainSocketAddress address, int backlog) throws IOException {
        return LocalSocket.bind(address.getPath(), new LocalSocket.Access(permissions(), owner, group), backlog);
    }

    private Set<PosixFilePermission> permissions() {
        int bits = Integer.parseInt(mode, 8);
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int i = 0; i < BITS.length; i++) {
            if ((bits >> BITS.length - 1 - i & 1) == 1) {
                permissions.add(BITS[i]);
            }
        }
        return permissions;
    }

    /** What an address has of it; empty for everybody. */
    @Override
    public String toString() {
        return equals(EVERYBODY) ? ""
                : "?mode=" + mode + (owner.isEmpty() ? "" : "&owner=" + owner) + (group.isEmpty() ? "" : "&group=" + group);
    }
}
