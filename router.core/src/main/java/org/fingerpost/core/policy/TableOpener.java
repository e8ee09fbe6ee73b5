package org.fingerpost.core.policy;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.unix.FileSafety;
import org.fingerpost.core.services.Services;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the table for a declaration. The types that need the policy or its other tables are known here: {@code sequence},
 * {@code switch}, {@code macro}; all others are opened by the service for their type.
 */
final class TableOpener {

    private static final Logger LOG = LoggerFactory.getLogger(TableOpener.class);
    /** Where hosts are looked for if no service switch says so. */
    private static final List<String> HOST_SOURCES = List.of("files", "dns");
    /** What no name ends with. */
    private static final String NO_DOMAIN = ".";

    private final Policy policy;
    private final Services services;
    private final Path directory;
    private final FileSafety safety;
    private final Function<String, Optional<PolicyTable>> earlier;

    /** @param earlier the table of that name, if it was declared before */
    TableOpener(Policy policy, Services services, Path directory, Function<String, Optional<PolicyTable>> earlier) {
        this.policy = policy;
        this.services = services;
        this.directory = directory;
        this.safety = SafetyOption.of(policy);
        this.earlier = earlier;
    }

    PolicyTable open(TableDeclaration declared) {
        TableDeclaration declaration = declared.withSafety(safety);
        PolicyTable table = switch (declaration.type().toLowerCase(Locale.ROOT)) {
            case "macro" -> new MacroTable();
            case "sequence" -> sequence(declaration.name(), List.of(declaration.arguments().split("[^A-Za-z0-9_.]+")));
            case "switch" -> switched(declaration);
            case "host" -> new DeclaredTable(withSources(declaration), services);
            case "ldap" -> new DeclaredTable(LdapDeclarations.withDefaults(policy, declaration), services);
            default -> new DeclaredTable(declaration, services);
        };
        return new NamedTable(declaration.name(), services, Optional.of(table));
    }

    private PolicyTable sequence(String name, List<String> members) {
        List<PolicyTable> tables = new ArrayList<>();
        for (String member : members) {
            Optional<PolicyTable> declared = earlier.apply(member);
            if (declared.isPresent()) {
                tables.add(declared.get());
            } else if (!member.isEmpty()) {
                // A bundle may provide it; if none does, look-ups are deferred rather than wrong.
                tables.add(new NamedTable(member, services, Optional.empty()));
                LOG.warn("table {}: its member {} is not declared before it", name, member);
            }
        }
        return new SequenceTable(tables);
    }

    /** {@code Kname switch service}: the tables {@code name.source} for the sources of the service, in order. */
    private PolicyTable switched(TableDeclaration declaration) {
        String service = declaration.arguments().strip();
        try {
            ServiceSwitch file = serviceSwitch();
            Optional<List<String>> sources = file.sources(service);
            if (sources.isPresent()) {
                return new SequenceTable(sources.get().stream().map(source -> member(declaration.name() + "." + source))
                        .toList());
            }
            return closed(declaration, file + " has no line for \"" + service + "\"");
        } catch (IOException | InvalidPathException e) {
            return closed(declaration, "cannot read the service switch: " + e);
        }
    }

    /** A source that nobody has declared is passed over: such a file names all that some machine has. */
    private PolicyTable member(String name) {
        PolicyTable otherwise = earlier.apply(name).orElse((key, arguments, macros) -> Lookup.NOT_FOUND);
        return new NamedTable(name, services, Optional.of(otherwise));
    }

    private static PolicyTable closed(TableDeclaration declaration, String why) {
        LOG.error("table {} cannot be opened: {}", declaration.name(), why);
        return (key, arguments, macros) -> new Lookup.Unavailable("table " + declaration.name() + ": " + why);
    }

    /**
     * What a table of type {@code host} cannot know: the hosts file, {@code $m} for names without a domain, and where to look.
     */
    private TableDeclaration withSources(TableDeclaration declaration) {
        String flags = declaration.arguments().strip();
        if (!flags.isEmpty() && !flags.substring(flags.lastIndexOf(' ') + 1).startsWith("-")) {
            return declaration; // it names its file
        }
        String file = policy.option("HostsFile").map(String::strip).orElse("/etc/hosts");
        String domain = new MacroScope(policy).value("m").filter(m -> !m.isBlank()).orElse(NO_DOMAIN);
        String arguments = String.join(" ", flags, file, domain, String.join(",", hostSources()));
        return declaration.withArguments(arguments);
    }

    private List<String> hostSources() {
        try {
            return serviceSwitch().sources("hosts").filter(sources -> !sources.isEmpty()).orElse(HOST_SOURCES);
        } catch (IOException | InvalidPathException e) {
            return HOST_SOURCES; // mostly there is no such file
        }
    }

    private ServiceSwitch serviceSwitch() {
        return new ServiceSwitch(directory.resolve(policy.option("ServiceSwitchFile").orElse("/etc/mail/service.switch")
                .strip()), safety, directory);
    }
}
