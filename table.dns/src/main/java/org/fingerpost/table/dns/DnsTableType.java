package org.fingerpost.table.dns;

import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

import org.fingerpost.api.dns.Resolver;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.LookupTableType;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.fingerpost.api.table.TableFlags;
import org.fingerpost.api.table.TableType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code Kname dns -R TYPE}: what the domain name system says of a name. */
@Component(service = LookupTableType.class)
@TableType(type = "dns")
public final class DnsTableType implements LookupTableType {

    private static final Set<String> TYPES = Set.of("A", "AAAA", "NS", "CNAME", "PTR", "MX", "TXT", "AFSDB", "SRV");
    /** {@code -R} type, {@code -r} tries, {@code -d} time-out, {@code -B} domain to append, {@code -Z} most values. */
    private static final String OWN = "RrdBZ";

    private final Supplier<Resolver> resolver;

    @Activate
    public DnsTableType(@Reference Resolver resolver) {
        this(() -> resolver);
    }

    /** For programs that run without a container. */
    public DnsTableType() {
        this(OwnResolver::get);
    }

    private DnsTableType(Supplier<Resolver> resolver) {
        this.resolver = resolver;
    }

    @Override
    public LookupTable open(TableDeclaration declaration) throws TableException {
        TableFlags flags = TableFlags.parse(declaration.arguments(), OWN);
        String type = flags.value('R').toUpperCase(Locale.ROOT);
        if (!TYPES.contains(type)) {
            throw new TableException("flag -R" + flags.value('R') + ": one of "
                    + String.join(", ", TYPES.stream().sorted().toList())
                    + " is expected");
        }
        return new DnsTable(declaration.name(), flags, type, resolver);
    }
}
