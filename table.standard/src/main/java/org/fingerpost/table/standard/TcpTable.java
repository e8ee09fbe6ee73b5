package org.fingerpost.table.standard;

import java.io.IOException;
import java.util.List;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.TableFlags;

/** One declared table: what a server says of a key by Postfix's tcp_table(5). Any thread. */
final class TcpTable implements LookupTable, AutoCloseable {

    private static final int MAX_REASON = 200;
    /** A request is a line of 4096 octets at most: no such server can have a longer key. */
    private static final int MAX_KEY = 4096 - "get ".length();

    private final String name;
    private final TableFlags flags;
    private final Servers servers;

    TcpTable(String name, TableFlags flags, Servers servers) {
        this.name = name;
        this.flags = flags;
        this.servers = servers;
    }

    @Override
    public Lookup lookup(String written, List<String> arguments) {
        String key = flags.folded(written);
        String encoded = PercentCode.encode(key);
        if (encoded.length() > MAX_KEY) {
            return Lookup.NOT_FOUND;
        }
        try {
            String answer = servers.ask("get " + encoded);
            String line = answer.endsWith("\r") ? answer.substring(0, answer.length() - 1) : answer;
            String text = line.length() > 4 ? line.substring(4) : "";
            String code = line.length() == 3 || line.length() > 3 && line.charAt(3) == ' ' ? line.substring(0, 3) : "";
            return switch (code) {
                case "200" -> flags.found(key, PercentCode.decode(text), arguments);
                case "500" -> Lookup.NOT_FOUND;
                case "400" -> unavailable("the server says " + text.substring(0, Math.min(text.length(), MAX_REASON))
                        .replaceAll("[^\\x20-\\x7e]", "?"));
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

    @Override
    public void close() {
        servers.close();
    }
}
