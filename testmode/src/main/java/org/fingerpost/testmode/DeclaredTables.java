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
    private static final String EMPTY = "null";
    private static final String ALIASES = "aliases";

    private final TableTypes types;
    private final Tables tables;
    private final Map<String, TableDeclaration> declarations = new HashMap<>();
    private final Set<String> objected = new HashSet<>();
    private final Map<TableDeclaration, Boolean> open = new HashMap<>();

    DeclaredTables(Policy policy, Path directory, TableTypes types) {
        this.types = types;
        this.tables = new Tables(withoutSenseless(policy), types.services(), directory);
        declarations.put(HOST, new TableDeclaration(HOST, HOST, "-a.", directory));
        policy.option("AliasFile").filter(files -> !files.isBlank())
                .ifPresent(files -> declarations.put(ALIASES, new TableDeclaration(ALIASES, "implicit", files, directory)));
        policy.tables().values().stream().filter(this::isThere)
                .forEach(table -> declarations.put(table.name().toLowerCase(Locale.ROOT), table));
        policy.tables().values().stream().filter(table -> table.type().equalsIgnoreCase("sequence"))
                .forEach(this::addMissingMembers);
    }

    /** Those that make no sense have nothing, as members of sequences too. */
    private static Policy withoutSenseless(Policy policy) {
        Policy.Builder changed = policy.toBuilder();
        policy.tables().values().stream().filter(table -> table.type().equals(TableDeclaration.SENSELESS))
                .forEach(table -> changed.table(new TableDeclaration(table.name(), EMPTY, "", table.directory())));
        return changed.build();
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
        if (table.type().equals(TableDeclaration.SENSELESS) || file.isOptional() && file.isAbsent()) {
            return false;
        }
        // Sendmail objects when it is asked.
        return file.objection().isPresent() || types.accepts(table);
    }

    /** Rules are told that a table which is not open has nothing. */
    Lookup lookup(TableDeclaration table, String key, List<String> arguments, MacroScope macros) {
        return isOpen(table) ? tables.lookup(table.name(), key, arguments, macros) : Lookup.NOT_FOUND;
    }

    /** What sendmail prints when this table is asked for the first time, and answers this, and cannot be opened. */
    Optional<String> objection(TableDeclaration table, Lookup answer) {
        if (!objected.add(table.name())) {
            return Optional.empty();
        }
        TableFile file = new TableFile(table);
        return MapCommand.status(answer) == MapCommand.TEMPORARY ? file.objection().or(file::missingIndex) : file.objection();
    }
}
