package org.fingerpost.testmode;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
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
    private static final String ALIASES = "aliases";

    private final TableTypes types;
    private final Tables tables;
    private final Map<String, TableDeclaration> declarations = new HashMap<>();
    private final Set<String> objected = new HashSet<>();
    private final Map<TableDeclaration, Boolean> open = new HashMap<>();

    DeclaredTables(Policy policy, Path directory, TableTypes types) {
        this.types = types;
        this.tables = new Tables(policy, types.services(), directory);
        declarations.put(HOST, new TableDeclaration(HOST, HOST, "-a.", directory));
        policy.option("AliasFile").filter(files -> !files.isBlank())
                .ifPresent(files -> declarations.put(ALIASES, new TableDeclaration(ALIASES, "implicit", files, directory)));
        policy.tables().values().stream().filter(this::isThere)
                .forEach(table -> declarations.put(table.name().toLowerCase(Locale.ROOT), table));
        policy.tables().values().stream().filter(table -> table.type().equalsIgnoreCase("sequence"))
                .forEach(this::addMissingMembers);
    }

    /** Members that nobody has declared have nothing: here no bundle will bring them. */
    private void addMissingMembers(TableDeclaration sequence) {
        for (String member : sequence.arguments().split("[^A-Za-z0-9_.]+")) {
            if (!member.isEmpty() && !declarations.containsKey(member.toLowerCase(Locale.ROOT))) {
                types.services().tables().add(member, (key, arguments) -> Lookup.NOT_FOUND);
            }
        }
    }

    /** A table of a type that sendmail does not know, and no bundle brings, is not there; one that makes no sense is not open. */
    private boolean isThere(TableDeclaration table) {
        return types.has(table.type()) || table.type().equals(TableDeclaration.SENSELESS)
                || SendmailCfReader.hasTableType(table.type());
    }

    /** Empty if nobody has declared it, or there is no such type: sendmail then knows of no such table. */
    Optional<TableDeclaration> find(String name) {
        return Optional.ofNullable(declarations.get(name.toLowerCase(Locale.ROOT)))
                .filter(table -> table.type().equals(TableDeclaration.SENSELESS) || types.has(table.type()));
    }

    /** Whether its declaration makes sense, and its file is there if it need not be ({@code -o}). */
    boolean isOpen(TableDeclaration table) {
        return open.computeIfAbsent(table, this::canBeOpened);
    }

    private boolean canBeOpened(TableDeclaration table) {
        TableFile file = new TableFile(table);
        if (file.objection().isPresent()) {
            return true; // sendmail says so when it is asked
        }
        return types.accepts(table) && !(file.isOptional() && file.isAbsent());
    }

    /** Rules are told that a table which is not open has nothing. */
    Lookup lookup(TableDeclaration table, String key, List<String> arguments, MacroScope macros) {
        return isOpen(table) ? tables.lookup(table.name(), key, arguments, macros) : Lookup.NOT_FOUND;
    }

    /** What sendmail prints when this table is asked for the first time and cannot be opened. */
    Optional<String> objection(TableDeclaration table) {
        return isOpen(table) && objected.add(table.name()) ? new TableFile(table).objection() : Optional.empty();
    }
}
