package org.fingerpost.table.standard;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.LookupTableType;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.fingerpost.api.table.TableFlags;
import org.fingerpost.api.table.TableType;
import org.osgi.service.component.annotations.Component;

/** {@code Kname null}: has no key. */
@Component(service = LookupTableType.class)
@TableType(type = "null")
public final class NullTableType implements LookupTableType {

    @Override
    public LookupTable open(TableDeclaration declaration) throws TableException {
        TableFlags.parse(declaration.arguments());
        return (key, arguments) -> Lookup.NOT_FOUND;
    }
}
