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
    private final SocketMapClient client;

    SocketTable(String name, TableFlags flags, SocketMapClient client) {
        this.name = name;
        this.flags = flags;
        this.client = client;
    }

    @Override
    public Lookup lookup(String written, List<String> arguments) {
        String key = flags.folded(written);
        try {
            String[] reply = client.ask(name + " " + key).split(" ", 2);
            String text = reply.length > 1 ? reply[1] : "";
            return switch (reply[0]) {
                case "OK" -> flags.found(key, text, arguments);
                case "NOTFOUND" -> Lookup.NOT_FOUND;
                case "PERM" -> refused(text);
                case "TEMP", "TIMEOUT" -> flags.trouble(key, "table " + name + ": the server says "
                        + printable(reply[0] + " " + text));
                default -> flags.trouble(key, "table " + name + ": the server gave no answer of the protocol");
            };
        } catch (IOException e) {
            return flags.trouble(key, "table " + name + ": " + e.getMessage());
        }
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
        client.close();
    }
}
