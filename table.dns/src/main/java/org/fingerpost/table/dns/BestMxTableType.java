package org.fingerpost.table.dns;

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

/** {@code Kname bestmx}: the most preferred mail exchanger of a domain, or with {@code -z} all of them. */
@Component(service = LookupTableType.class)
@TableType(type = "bestmx")
public final class BestMxTableType implements LookupTableType {

    private final Supplier<Resolver> resolver;

    @Activate
    public BestMxTableType(@Reference Resolver resolver) {
        this(() -> resolver);
    }

    /** For programs that run without a container. */
    public BestMxTableType() {
        this(OwnResolver::get);
    }

    private BestMxTableType(Supplier<Resolver> resolver) {
        this.resolver = resolver;
    }

    @Override
    public LookupTable open(TableDeclaration declaration) throws TableException {
        return new BestMxTable(declaration.name(), TableFlags.parse(declaration.arguments()), resolver);
    }
}
