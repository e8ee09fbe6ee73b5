package org.fingerpost.testmode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.core.policy.MacroScope;
import org.fingerpost.core.policy.Tables;
import org.fingerpost.rules.cf.SendmailCfReader;

/** The tables that the policy declares, and what sendmail says when one of them cannot be used. */
final class DeclaredTables {

    /** Sendmail has this table even if nobody declares it. */
    private static final String HOST = "host";
    private static final String USER = "user";
    private static final Set<String> COLUMNS = Set.of("name", "passwd", "uid", "gid", "gecos", "dir", "shell");

    private final TableTypes types;
    private final Tables tables;
    private final Map<String, TableDeclaration> declarations = new HashMap<>();

    DeclaredTables(Policy policy, Path directory, TableTypes types) {
        this.types = types;
        this.tables = new Tables(policy, types.services(), directory);
        declarations.put(HOST, new TableDeclaration(HOST, HOST, "-a.", directory));
        policy.tables().values().stream().filter(table -> types.has(table.type()) || SendmailCfReader.hasTableType(table.type()))
                .forEach(table -> declarations.put(table.name().toLowerCase(Locale.ROOT), table));
    }

    Optional<TableDeclaration> find(String name) {
        return Optional.ofNullable(declarations.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Whether its type is there, and its file, if it need not be ({@code -o}). */
    boolean isOpen(TableDeclaration table) {
        return types.has(table.type()) && !(isOptional(table) && !Files.exists(file(table)));
    }

    private static boolean isOptional(TableDeclaration table) {
        return List.of(words(table)).contains("-o");
    }

    private static Path file(TableDeclaration table) {
        String[] words = words(table);
        return table.directory().resolve(words[words.length - 1]);
    }

    private static String[] words(TableDeclaration table) {
        return table.arguments().strip().split("\\s+");
    }

    /** Rules are told that an optional table which is not open has nothing. */
    Lookup lookup(TableDeclaration table, String key, List<String> arguments, MacroScope macros) {
        return isOptional(table) && !isOpen(table) ? Lookup.NOT_FOUND : tables.lookup(table.name(), key, arguments, macros);
    }

    /** What sendmail prints whenever this table is asked, because it is declared in a way that makes no sense. */
    Optional<String> objection(TableDeclaration table) {
        if (!table.type().equalsIgnoreCase(USER)) {
            return Optional.empty();
        }
        return List.of(words(table)).stream().filter(word -> word.startsWith("-v"))
                .map(word -> word.substring(2)).filter(column -> !COLUMNS.contains(column.toLowerCase(Locale.ROOT)))
                .map(column -> "User map " + table.name() + ": unknown column name " + column).findFirst();
    }
}
