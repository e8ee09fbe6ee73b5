package org.fingerpost.table.standard;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;

/** One declared table: a host's canonical name by any of its names, or by its address in brackets. Any thread. */
final class HostTable implements LookupTable {

    private final MapFlags flags;
    private final HostsFile file;
    private final String domain;

    /** @param domain of this machine; names without a dot are given it. Empty if it is not known */
    HostTable(MapFlags flags, HostsFile file, String domain) {
        this.flags = flags;
        this.file = file;
        this.domain = domain;
    }

    @Override
    public Lookup lookup(String written, List<String> arguments) {
        String key = flags.key(written);
        try {
            Hosts hosts = file.hosts();
            Optional<String> name = key.startsWith("[") ? literal(key).flatMap(hosts::name) : canonical(hosts, key);
            return name.map(value -> flags.found(key, value, arguments)).orElse(Lookup.NOT_FOUND);
        } catch (IOException e) {
            return flags.trouble(key, e.getMessage());
        }
    }

    /** What stands after the bracket does not count, as in sendmail. */
    private static Optional<IpAddress> literal(String key) {
        int end = key.indexOf(']');
        return end < 0 ? Optional.empty() : IpAddress.parse(key.substring(1, end));
    }

    private Optional<String> canonical(Hosts hosts, String key) {
        String name = key.endsWith(".") ? key.substring(0, key.length() - 1) : key;
        String inDomain = "." + domain.toLowerCase(Locale.ROOT);
        boolean local = !domain.isEmpty() && name.toLowerCase(Locale.ROOT).endsWith(inDomain);
        String first = local ? name.substring(0, name.length() - inDomain.length()) : name;
        // sendmail cuts off its own domain only from what is then a single word
        Stream<String> spellings = local && first.indexOf('.') < 0 ? Stream.of(name, first) : Stream.of(name);
        return hosts.canonical(spellings).flatMap(this::qualified);
    }

    private Optional<String> qualified(String name) {
        if (name.indexOf('.') >= 0) {
            return Optional.of(name);
        }
        return domain.isEmpty() ? Optional.empty() : Optional.of(name + "." + domain);
    }
}
