package org.fingerpost.table.dns;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.fingerpost.api.dns.Answer;
import org.fingerpost.api.dns.DnsRecord;
import org.fingerpost.api.dns.Resolver;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.TableException;
import org.fingerpost.api.table.TableFlags;

/** One declared table: records of one type. Any thread. */
final class DnsTable implements LookupTable {

    private final String name;
    private final TableFlags flags;
    private final String type;
    private final Supplier<Resolver> resolver;
    private final int mostValues;

    DnsTable(String name, TableFlags flags, String type, Supplier<Resolver> resolver) throws TableException {
        this.name = name;
        this.flags = flags;
        this.type = type;
        this.resolver = resolver;
        this.mostValues = Count.of(flags, 'Z');
    }

    @Override
    public Lookup lookup(String key, List<String> arguments) {
        String asked = flags.has('B') ? key + "." + flags.value('B') : key;
        for (String candidate : Candidates.of(asked, resolver.get().searchList())) {
            Answer<DnsRecord> answer = resolver.get().records(candidate, type);
            if (answer instanceof Answer.Found<DnsRecord> found) {
                return flags.found(key, value(found), arguments);
            }
            if (answer instanceof Answer.Temporary<DnsRecord> temporary) {
                return flags.trouble(key, "table " + name + ": " + temporary.reason());
            }
        }
        return Lookup.NOT_FOUND;
    }

    /** The first value, or with {@code -z} all of them. */
    private String value(Answer.Found<DnsRecord> found) {
        List<DnsRecord> records = found.values();
        if (flags.delimiter().isEmpty()) {
            return value(records.get(0));
        }
        return records.stream().limit(mostValues).map(DnsTable::value).collect(Collectors.joining(flags.delimiter()));
    }

    /** An address of version 6 as mail writes it (RFC 5321 §4.1.3). */
    private static String value(DnsRecord record) {
        return record.type().equals("AAAA") ? "IPv6:" + record.value() : record.value();
    }
}
