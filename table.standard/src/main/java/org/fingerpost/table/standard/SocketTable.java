package org.fingerpost.table.standard;

import java.io.IOException;
import java.util.List;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.TableFlags;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One declared table: what a server says of a key. Any thread. */
final class SocketTable implements LookupTable, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SocketTable.class);
    private static final int MAX_REASON = 200;

    private final String name;
    private final TableFlags flags;
    private final Servers servers;

    SocketTable(String name, TableFlags flags, Servers servers) {
        this.name = name;
        this.flags = flags;
        this.servers = servers;
    }

    @Override
    public Lookup lookup(String written, List<String> arguments) {
        String key = flags.folded(written);
        try {
            String[] reply = servers.ask(name + " " + key).split(" ", 2);
            String text = reply.length > 1 ? reply[1] : "";
            return switch (reply[0]) {
                case "OK" -> flags.found(key, text, arguments);
                case "NOTFOUND" -> Lookup.NOT_FOUND;
                case "PERM" -> refused(text);
                case "TEMP", "TIMEOUT" -> unavailable("the server says " + printable(reply[0] + " " + text));
                default -> unavailable("the server gave no answer of the protocol");
            };
        } catch (IOException e) {
            return unavailable(e.getMessage());
        }
    }

    private Lookup unavailable(String reason) {
        return new Lookup.Unavailable("table " + name + ": " + reason);
    }

    @Override
    public Lookup trouble(String key, String reason) {
        return flags.trouble(flags.folded(key), reason);
    }

    /** An answer that asking again will not change: as in sendmail the rules go on as if there were no such key. */
    private Lookup refused(String text) {
        LOG.warn("table {}: the server refuses to answer: {}", name, printable(text));
        return Lookup.NOT_FOUND;
    }

    private static String printable(String text) {
        return text.substring(0, Math.min(text.length(), MAX_REASON)).replaceAll("[^\\x20-\\x7e]", "?");
    }

    @Override
    public void close() {
        servers.close();
    }
}
