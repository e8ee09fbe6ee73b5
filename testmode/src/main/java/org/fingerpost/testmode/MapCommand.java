package org.fingerpost.testmode;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.TableDeclaration;

/** {@code /map name key}: asks one table. */
final class MapCommand implements Command {

    private static final int NO_HOST = 68;
    private static final int TEMPORARY = 75;
    /** What kinds of tables that compute say instead of {@link #NO_HOST}. */
    private static final Map<String, Integer> NOT_FOUND = Map.of("regex", 0, "dequote", 0, "syslog", 0, "user", 67, "arpa", 65, "arith", 78);

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
        Optional<TableDeclaration> table = session.tables().find(words[0]);
        if (table.isEmpty()) {
            session.screen().line("Map named \"" + words[0] + "\" not found");
        } else if (!session.tables().isOpen(table.get())) {
            session.screen().line("Map named \"" + words[0] + "\" not open");
        } else {
            String answer = answer(table.get(), session.ask(table.get(), literally(table.get(), words[1]), List.of()));
            session.screen().line("map_lookup: " + words[0] + " (" + words[1] + ") " + answer);
        }
    }

    /** The key so that a table that takes quotes off, as it does for rules, asks for exactly what was typed. */
    private String literally(TableDeclaration table, String key) {
        return session.tables().unquotes(table) ? key.replaceAll("([\\\\\" ])", "\\\\$1") : key;
    }

    private static String answer(TableDeclaration table, Lookup lookup) {
        if (lookup instanceof Lookup.Found found) {
            return "returns " + found.value() + " (0)";
        }
        return "no match (" + status(table, lookup) + ")";
    }

    /** The exit status that goes with an answer, as in sysexits.h. */
    static int status(TableDeclaration table, Lookup lookup) {
        return lookup instanceof Lookup.NotFound ? NOT_FOUND.getOrDefault(table.type(), NO_HOST) : TEMPORARY;
    }
}
