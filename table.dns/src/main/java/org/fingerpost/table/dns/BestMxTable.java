package org.fingerpost.table.dns;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Supplier;

import org.fingerpost.api.dns.Answer;
import org.fingerpost.api.dns.MailExchanger;
import org.fingerpost.api.dns.Resolver;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.TableFlags;

/** One declared table: who takes mail for a domain. Any thread. */
final class BestMxTable implements LookupTable {

    private final String name;
    private final TableFlags flags;
    private final Supplier<Resolver> resolver;

    BestMxTable(String name, TableFlags flags, Supplier<Resolver> resolver) {
        this.name = name;
        this.flags = flags;
        this.resolver = resolver;
    }

    /** A host without mail exchangers is its own (RFC 5321 §5.1); as in sendmail one that is an alias has none at all. */
    @Override
    public Lookup lookup(String key, List<String> arguments) {
        if (key.startsWith("[")) {
            return flags.found(key, key, arguments);
        }
        Answer<MailExchanger> answer = resolver.get().mailExchangers(key);
        if (answer instanceof Answer.Found<MailExchanger> found) {
            return exchangers(key, found.values().stream().map(MailExchanger::host).filter(host -> !host.isEmpty()).toList(),
                    arguments);
        }
        if (answer instanceof Answer.NoData<MailExchanger>) {
            return ofHost(key, resolver.get().addresses(key), arguments);
        }
        return trouble(key, answer);
    }

    private Lookup ofHost(String key, Answer<InetAddress> answer, List<String> arguments) {
        String host = key.endsWith(".") ? key.substring(0, key.length() - 1) : key;
        if (answer instanceof Answer.Found<InetAddress> found) {
            return exchangers(key, found.name().equalsIgnoreCase(host) ? List.of(host) : List.of(), arguments);
        }
        return trouble(key, answer);
    }

    /** With dots at their ends: they are complete. */
    private Lookup exchangers(String key, List<String> hosts, List<String> arguments) {
        List<String> best = flags.delimiter().isEmpty() ? hosts.subList(0, Math.min(1, hosts.size())) : hosts;
        return best.isEmpty() ? Lookup.NOT_FOUND : flags.found(key, String.join("." + flags.delimiter(), best) + ".", arguments);
    }

    private Lookup trouble(String key, Answer<?> answer) {
        return answer instanceof Answer.Temporary<?> temporary
                ? flags.trouble(key, "table " + name + ": " + temporary.reason()) : Lookup.NOT_FOUND;
    }
}
