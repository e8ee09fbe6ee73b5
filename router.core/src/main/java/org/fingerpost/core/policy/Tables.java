package org.fingerpost.core.policy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.fingerpost.core.services.PromptCalls.NoAnswerException;
import org.fingerpost.core.services.Provided;
import org.fingerpost.core.services.Services;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables of one generation: those that its policy declares, its alias files ({@code AliasFile}), and the machine's users
 * ({@code user}) unless the policy declares a table of that name. A table that a bundle provides under the name wins.
 */
public final class Tables implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Tables.class);

    /** The table that says which local users there are. */
    private static final String USERS = "user";

    private final Services services;
    private final Map<String, DeclaredTable> declared = new LinkedHashMap<>();
    private final List<String> aliasTables = new ArrayList<>();

    Tables(Policy policy, Services services, Path directory) {
        this.services = services;
        declare(new TableDeclaration(USERS, USERS, "", directory));
        policy.tables().values().forEach(this::declare);
        String aliasFiles = policy.option("AliasFile").orElse("");
        for (String file : aliasFiles.split(",")) {
            if (!file.isBlank()) {
                declareAliases(file.strip(), directory);
            }
        }
        if (aliasTables.isEmpty()) {
            aliasTables.add("aliases"); // a bundle may still provide it
        }
    }

    private void declare(TableDeclaration declaration) {
        declared.put(declaration.name().toLowerCase(Locale.ROOT), new DeclaredTable(declaration, services));
    }

    /** {@code AliasFile} is a list of {@code [type:]path}, sendmail's Installation and Operation Guide §5.6. */
    private void declareAliases(String specification, Path directory) {
        int colon = specification.indexOf(':');
        boolean typed = colon > 0 && specification.substring(0, colon).chars().allMatch(Character::isLetterOrDigit);
        String type = typed ? specification.substring(0, colon) : "hash";
        String path = typed ? specification.substring(colon + 1) : specification;
        String name = aliasTables.isEmpty() ? "aliases" : "aliases" + (aliasTables.size() + 1);
        declare(new TableDeclaration(name, type, "-A " + path.strip(), directory));
        aliasTables.add(name);
    }

    /** Asks the table of this name; an unknown one is {@link Lookup.Unavailable}. */
    public Lookup lookup(String name, String key, List<String> arguments) {
        Optional<Provided<LookupTable>> provided = services.tables().find(name);
        if (provided.isPresent()) {
            return ask(provided.get(), key, arguments);
        }
        DeclaredTable table = declared.get(name.toLowerCase(Locale.ROOT));
        return table != null ? table.lookup(key, arguments) : new Lookup.Unavailable("there is no table " + name);
    }

    private Lookup ask(Provided<LookupTable> provided, String key, List<String> arguments) {
        String who = "table " + provided.name() + " of bundle " + provided.bundle();
        try {
            Lookup answer = services.calls(provided).call(() -> provided.service().lookup(key, arguments));
            return answer != null ? answer : new Lookup.Unavailable(who + " gave no answer");
        } catch (NoAnswerException e) {
            LOG.warn("{} {}", who, e.getMessage());
            return new Lookup.Unavailable(who + " " + e.getMessage());
        } catch (Throwable e) { // a plug-in may throw anything, Errors included: it costs its own mail only
            LOG.warn("{} failed for key \"{}\"", who, key, e);
            return new Lookup.Unavailable(who + ": " + e);
        }
    }

    /** What a local name is an alias for: the first alias table that has it decides. */
    public Lookup alias(String name) {
        for (String table : aliasTables) {
            boolean absent = services.tables().find(table).isEmpty() && !declared.containsKey(table);
            Lookup answer = absent ? Lookup.NOT_FOUND : lookup(table, name, List.of());
            if (!(answer instanceof Lookup.NotFound)) {
                return answer;
            }
        }
        return Lookup.NOT_FOUND;
    }

    /** Whether the machine knows this user. */
    public Lookup user(String name) {
        return lookup(USERS, name, List.of());
    }

    /**
     * Rebuilds all tables that are compiled from a source.
     *
     * @return their summaries
     */
    List<String> rebuild() throws TableException {
        List<String> summaries = new ArrayList<>();
        for (String name : aliasTables) {
            DeclaredTable table = declared.get(name);
            if (table != null) {
                table.rebuild().ifPresent(summaries::add);
            }
        }
        return summaries;
    }

    @Override
    public void close() {
        declared.values().forEach(DeclaredTable::close);
    }
}
