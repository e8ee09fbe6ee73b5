package org.fingerpost.table.standard;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.fingerpost.api.dns.Resolver;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.TableFlags;
import org.fingerpost.table.standard.NamesOfTheNetwork.NotNowException;

/** One declared table: a host's canonical name by any of its names, or by its address in brackets. Any thread. */
final class HostTable implements LookupTable {

    private static final String FILES = "files";
    private static final String DNS = "dns";

    private final TableFlags flags;
    private final HostsFile file;
    private final String domain;
    private final List<String> sources;
    private final Supplier<Resolver> resolver;

    /**
     * @param domain   of this machine; names without a dot are given it. Empty if it is not known
     * @param sources  {@code files} and {@code dns}, in the order in which they are asked; others are passed over
     * @param resolver gives null if there is none now
     */
    HostTable(TableFlags flags, HostsFile file, String domain, List<String> sources, Supplier<Resolver> resolver) {
        this.flags = flags;
        this.file = file;
        this.domain = domain;
        this.sources = List.copyOf(sources);
        this.resolver = resolver;
    }

    /** A source that cannot say now does not hide what a later one knows. */
    @Override
    public Lookup lookup(String key, List<String> arguments) {
        String trouble = null;
        for (String source : sources) {
            try {
                Optional<String> name = source.equals(FILES) ? inFile(key) : source.equals(DNS) ? inNetwork(key)
                        : Optional.empty();
                if (name.isPresent()) {
                    return flags.found(key, name.get(), arguments);
                }
            } catch (IOException | NotNowException e) {
                trouble = e.getMessage();
            }
        }
        return trouble == null ? Lookup.NOT_FOUND : flags.trouble(key, trouble);
    }

    private Optional<String> inFile(String key) throws IOException {
        Hosts hosts = file.hosts();
        return key.startsWith("[") ? literal(key).flatMap(hosts::name) : canonical(hosts, key);
    }

    private Optional<String> inNetwork(String key) throws NotNowException {
        Resolver asked = resolver.get();
        if (asked == null) {
            throw new NotNowException("no bundle asks the domain name system");
        }
        NamesOfTheNetwork names = new NamesOfTheNetwork(asked);
        if (!key.startsWith("[")) {
            return key.isEmpty() ? Optional.empty() : names.canonical(key);
        }
        Optional<IpAddress> address = literal(key);
        return address.isPresent() ? names.name(address.get()) : Optional.empty();
    }

    /** What stands after the bracket does not count, as in sendmail. */
    private static Optional<IpAddress> literal(String key) {
        int end = key.indexOf(']');
        return end < 0 ? Optional.empty() : IpAddress.parse(key.substring(1, end));
    }

    private Optional<String> canonical(Hosts hosts, String key) {
        boolean complete = key.endsWith(".");
        String name = complete ? key.substring(0, key.length() - 1) : key;
        int dot = name.indexOf('.');
        boolean local = dot >= 0 && isOurDomain(name, dot + 1, complete);
        return hosts.canonical(name, local ? name.substring(0, dot) : name).flatMap(this::qualified);
    }

    /**
     * Whether what stands there is this machine's domain, or, without a dot at the end, the first words of it: as in sendmail.
     */
    private boolean isOurDomain(String name, int at, boolean complete) {
        int length = name.length() - at;
        boolean begins = length > 0 && domain.regionMatches(true, 0, name, at, length);
        return begins && (length == domain.length() || !complete && domain.charAt(length) == '.');
    }

    private Optional<String> qualified(String name) {
        if (name.indexOf('.') >= 0) {
            return Optional.of(name);
        }
        return domain.isEmpty() ? Optional.empty() : Optional.of(name + "." + domain);
    }
}
