package org.fingerpost.table.ldap;

import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.LookupTableType;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.fingerpost.api.table.TableFlags;
import org.fingerpost.api.table.TableType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** {@code Kname ldap -h HOST -b BASE -k FILTER -v ATTRIBUTES}: asks a directory. */
@Component(service = LookupTableType.class)
@TableType(type = "ldap")
public final class LdapTableType implements LookupTableType {

    private static final String VALUED = "HMPVZbcdhklprsvw";
    /** One entry only; names of attributes only; no referrals; arguments in the filter, which they always are here. */
    private static final String PLAIN = "1nRK";

    private final Pools pools = new Pools();

    @Override
    public LookupTable open(TableDeclaration declaration) throws TableException {
        TableFlags flags = TableFlags.parse(declaration.arguments(), VALUED, PLAIN);
        Query query = Query.of(flags);
        Directory directory = Directory.of(flags, declaration.directory());
        return new LdapTable(declaration.name(), flags, query, directory, pools);
    }

    @Deactivate
    void close() {
        pools.close();
    }
}
