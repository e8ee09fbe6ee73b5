package org.fingerpost.table.standard;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.fingerpost.api.table.TableFlags;

/** What a hosts file held at one time. Immutable once it is read. */
final class Hosts {

    private record Host(int line, String canonical) {
    }

    /** By each of its names, in small letters; of several lines the first. */
    private final Map<String, Host> byName = new HashMap<>();
    private final Map<IpAddress, String> byAddress = new HashMap<>();

    static Hosts read(BufferedReader reader) throws IOException {
        Hosts hosts = new Hosts();
        int number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            hosts.add(number++, line);
        }
        return hosts;
    }

    private void add(int number, String line) {
        List<String> columns = List.of(line.replaceFirst("#.*", "").strip().split("\\s+"));
        List<String> names = columns.subList(1, columns.size());
        if (names.isEmpty()) {
            return;
        }
        // The first name with a domain is the canonical one, wherever it stands.
        String canonical = names.stream().filter(name -> name.indexOf('.') >= 0).findFirst().orElse(names.get(0));
        names.forEach(name -> byName.putIfAbsent(TableFlags.small(name), new Host(number, canonical)));
        IpAddress.parsePlain(columns.get(0)).ifPresent(address -> byAddress.putIfAbsent(address, names.get(0)));
    }

    /** The canonical name of the host that has one of these names, of two hosts that of the first. */
    Optional<String> canonical(String name, String other) {
        Host host = byName.get(TableFlags.small(name));
        Host second = other.equals(name) ? null : byName.get(TableFlags.small(other));
        if (host == null || second != null && second.line() < host.line()) {
            host = second;
        }
        return host == null ? Optional.empty() : Optional.of(host.canonical());
    }

    /** The first name of the host with this address. */
    Optional<String> name(IpAddress address) {
        return Optional.ofNullable(byAddress.get(address));
    }
}
