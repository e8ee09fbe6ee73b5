package org.fingerpost.testmode;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;

/** {@code /map name key}: asks one table. */
final class MapCommand implements Command {

    private static final int NO_HOST = 68;
    private static final int TEMPORARY = 75;
    /** What kinds of tables that compute say instead of {@link #NO_HOST}. */
    private static final Map<String, Integer> NOT_FOUND = Map.of("regex", 0, "dequote", 0, "syslog", 0, "arpa", 65, "arith", 78);

    private final Session session;

    MapCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run(String line) {
        if (line.isEmpty()) {
            session.screen().line("Usage: /map mapname key");
            return;
        }
        String[] words = line.split("[ \t]+", 2);
        if (words.length < 2) {
            session.screen().line("No key specified");
            return;
        }
        String name = words[0];
        if (session.tables().declaration(name).isEmpty()) {
            session.screen().line("Map named \"" + name + "\" not found");
            return;
        }
        Optional<LookupTable> table = session.tables().find(name);
        if (table.isEmpty()) {
            session.screen().line("Map named \"" + name + "\" not open");
            return;
        }
        session.screen().line("map_lookup: " + name + " (" + words[1] + ") " + answer(name, table.get().lookup(words[1], List.of())));
    }

    private String answer(String name, Lookup lookup) {
        if (lookup instanceof Lookup.Found found) {
            return "returns " + found.value() + " (0)";
        }
        String type = session.tables().declaration(name).orElseThrow().type();
        return "no match (" + (lookup instanceof Lookup.NotFound ? NOT_FOUND.getOrDefault(type, NO_HOST) : TEMPORARY) + ")";
    }
}
