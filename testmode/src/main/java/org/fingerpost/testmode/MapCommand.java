package org.fingerpost.testmode;

import java.util.List;
import java.util.Optional;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.TableDeclaration;

/** {@code /map name key}: asks one table. */
final class MapCommand implements Command {

    static final int TEMPORARY = 75;

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
            return;
        }
        Lookup answer = session.ask(table.get(), words[1], List.of());
        if (session.tables().isOpen(table.get())) {
            session.screen().line("map_lookup: " + words[0] + " (" + words[1] + ") " + shown(answer));
        } else {
            session.screen().line("Map named \"" + words[0] + "\" not open");
        }
    }

    private static String shown(Lookup lookup) {
        if (lookup instanceof Lookup.Found found) {
            return "returns " + Screen.octets(found.value()) + " (0)";
        }
        return "no match (" + status(lookup) + ")";
    }

    /** The exit status that goes with an answer, as in sysexits.h. */
    static int status(Lookup lookup) {
        return lookup instanceof Lookup.NotFound absent ? absent.status() : TEMPORARY;
    }
}
