package org.fingerpost.alias.dbm;

import java.nio.file.Path;

import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.LookupTableType;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.fingerpost.api.table.TableType;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens tables whose text is compiled into an index. The table named {@code aliases}, and any with {@code -A}, is an aliases
 * file; others hold a key, white space and a value on each line.
 */
@Component(service = LookupTableType.class)
@TableType(type = {"hash", "btree", "dbm"})
public final class AliasTableType implements LookupTableType {

    private static final Logger LOG = LoggerFactory.getLogger(AliasTableType.class);
    private static final String ALIASES = "aliases";

    @Override
    public LookupTable open(TableDeclaration declaration) throws TableException {
        MapFlags flags = MapFlags.parse(declaration.arguments());
        boolean aliases = flags.aliasSyntax() || declaration.name().equalsIgnoreCase(ALIASES);
        Keys keys = new Keys(flags.foldCase(), flags.keepQuotes());
        Path source = declaration.directory().resolve(flags.file()).normalize();
        SourceForm form = new SourceForm(aliases ? Syntax.ALIASES : Syntax.MAKEMAP, keys);
        AliasCompiler compiler = new AliasCompiler(source, form, LOG::warn);
        return new AliasTable(flags, keys, !aliases, new AliasDatabase(compiler, flags.optional(), System::nanoTime));
    }
}
