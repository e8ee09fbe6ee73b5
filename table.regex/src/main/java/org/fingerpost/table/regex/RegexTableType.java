package org.fingerpost.table.regex;

import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.LookupTableType;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.fingerpost.api.table.TableType;
import org.osgi.service.component.annotations.Component;

/** {@code Kname regex -a@MATCH ^[0-9]+$}: finds the keys that match. */
@Component(service = LookupTableType.class)
@TableType(type = "regex")
public final class RegexTableType implements LookupTableType {

    @Override
    public LookupTable open(TableDeclaration declaration) throws TableException {
        return new RegexTable(declaration.name(), RegexFlags.parse(declaration.arguments()));
    }
}
