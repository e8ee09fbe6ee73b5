package org.fingerpost.core.policy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.table.AliasFile;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.fingerpost.core.rewrite.Trace.Answerer;
import org.fingerpost.core.services.Provided;
import org.fingerpost.core.services.Services;

/**
 * The tables of one generation: those that its policy declares, its alias files ({@code AliasFile}), and, unless the policy
 * declares tables of these names, the machine's users ({@code user}) and hosts ({@code host}). A table that a bundle provides
 * under the name wins.
 */
public final class Tables implements AutoCloseable {

    /** The table that says which local users there are. */
    public static final String USERS = "user";
    /** No policy can name it: it has a blank. */
    private static final String FULL_NAMES = "full names";
    /** The table that knows canonical names of hosts; as in sendmail what it finds is given a dot at the end. */
    private static final String HOSTS = "host";
    /** Types of alias files that stand for other tables instead of a file. */
    private static final Set<String> COMPOSED = Set.of("sequence", "switch");

    private final Services services;
    private final TableOpener opener;
    private final Map<String, PolicyTable> declared = new LinkedHashMap<>();
    private final Map<String, TableDeclaration> declarations = new LinkedHashMap<>();
    private final List<String> aliasTables = new ArrayList<>();

    /** @param directory relative file names count from here */
    public Tables(Policy policy, Services services, Path directory) {
        this.services = services;
        this.opener = new TableOpener(policy, services, directory, this::find);
        declare(new TableDeclaration(USERS, USERS, "", directory));
        declare(new TableDeclaration(FULL_NAMES, USERS, "-v gecos", directory));
        declare(new TableDeclaration(HOSTS, HOSTS, "-a.", directory));
        policy.tables().values().forEach(this::declare);
        AliasFile.parse(policy.option("AliasFile").orElse("")).forEach(file -> declareAliases(policy, file, directory));
        if (aliasTables.isEmpty()) {
            aliasTables.add("aliases"); // a bundle may still provide it
        }
    }

    private void declare(TableDeclaration declaration) {
        declared.put(key(declaration.name()), opener.open(declaration));
        declarations.put(key(declaration.name()), declaration);
    }

    private void declareAliases(Policy policy, AliasFile file, Path directory) {
        String type = file.type().isEmpty() ? "hash" : file.type();
        String name = aliasTables.isEmpty() ? "aliases" : "aliases" + (aliasTables.size() + 1);
        String arguments = type.equalsIgnoreCase(LdapDeclarations.TYPE) && file.arguments().isEmpty()
                ? LdapDeclarations.aliases(policy)
                : file.arguments();
        declare(new TableDeclaration(name, type, (COMPOSED.contains(type) ? "" : "-A ") + arguments, directory));
        aliasTables.add(name);
    }

    private Optional<PolicyTable> find(String name) {
        PolicyTable asWritten = declared.get(name); // mostly in small letters
        return Optional.ofNullable(asWritten != null ? asWritten : declared.get(key(name)));
    }

    private PolicyTable named(String name) {
        return find(name).orElseGet(() -> new NamedTable(name, services, Optional.empty()));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /**
     * Asks the table of this name; an unknown one is {@link Lookup.Unavailable}.
     *
     * @param macros those of the address that is being worked on, where a table of type {@code macro} sets them
     */
    public Lookup lookup(String name, String key, List<String> arguments, MacroScope macros) {
        return named(name).lookup(key, arguments, macros);
    }

    /** How long the answer is kept already that {@link #lookup} would give now without asking; empty if it would ask. */
    Optional<Duration> keptFor(String name, String key, List<String> arguments) {
        return named(name).keptFor(key, arguments);
    }

    /**
     * Who answers for the table of this name now, for explanations.
     *
     * @param kept how long the answer was kept; empty if the table was asked
     */
    Answerer answerer(String name, String key, Lookup answer, Optional<Duration> kept) {
        Optional<Provided<LookupTable>> provided = services.tables().find(name);
        String place = answer instanceof Lookup.Found ? named(name).place(key).orElse("") : "";
        if (provided.isPresent()) {
            return new Answerer("", "", provided.get().bundle(), place, kept);
        }
        TableDeclaration declaration = declarations.get(key(name));
        if (declaration == null) {
            return new Answerer("", "", "", "", kept);
        }
        String bundle = services.tableTypes().find(declaration.type()).map(Provided::bundle).orElse("");
        return new Answerer(declaration.type(), declaration.arguments().strip(), bundle, place, kept);
    }

    /** The tables that aliases are looked for in, in their order; those that are not there are left out. */
    public List<String> aliasTables() {
        return aliasTables.stream()
                .filter(table -> services.tables().find(table).isPresent() || declared.containsKey(table)).toList();
    }

    /** What a local name is an alias for: the first alias table that has it decides. */
    public Lookup alias(String name) {
        for (String table : aliasTables()) {
            Lookup answer = outsideOfRules(table, name);
            if (!(answer instanceof Lookup.NotFound)) {
                return answer;
            }
        }
        return Lookup.NOT_FOUND;
    }

    /** Whether the machine knows this user. */
    public Lookup user(String name) {
        return outsideOfRules(USERS, name);
    }

    /** What the machine knows this user's name to be: the field for comments of its account. */
    public Lookup fullName(String user) {
        return outsideOfRules(FULL_NAMES, user);
    }

    /** With macros that nobody will see. */
    private Lookup outsideOfRules(String table, String key) {
        return lookup(table, key, List.of(), new MacroScope(Policy.builder().build()));
    }

    /**
     * Rebuilds the alias files. One that cannot be compiled does not keep the others back.
     *
     * @param messages hears what is odd but no error, and if there are errors the summaries of the others
     * @return the summaries
     * @throws TableException with all errors
     */
    public List<String> rebuild(Consumer<String> messages) throws TableException {
        List<String> summaries = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        for (String name : aliasTables) {
            PolicyTable table = declared.get(name);
            try {
                (table == null ? Optional.<String>empty() : table.rebuild(messages)).ifPresent(summaries::add);
            } catch (TableException e) {
                errors.add(e.getMessage());
            }
        }
        if (!errors.isEmpty()) {
            summaries.forEach(messages);
            throw new TableException(String.join("\n", errors));
        }
        return summaries;
    }

    @Override
    public void close() {
        declared.values().forEach(PolicyTable::close);
    }
}
