package org.fingerpost.alias.dbm;

import java.nio.file.Files;
import java.nio.file.Path;

import org.fingerpost.api.table.LocalNames;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.LookupTableType;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.fingerpost.api.table.TableFlags;
import org.fingerpost.api.table.TableType;
import org.fingerpost.api.unix.FileNames;
import org.fingerpost.api.unix.SteeringFile;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Opens tables whose text is compiled into an index. The table named {@code aliases}, any with {@code -A} and any of type
 * {@code stab} is an aliases file; others hold a key, white space and a value on each line.
 */
@Component(service = LookupTableType.class)
@TableType(type = {"hash", "btree", "dbm", "implicit", "stab"})
public final class AliasTableType implements LookupTableType {

    private static final AliasDatabase.Surroundings SURROUNDINGS =
            new AliasDatabase.Surroundings(System::nanoTime, AliasTableType::inBackground);
    private static final String INDEX_SUFFIX = ".db";
    private static final String ALIASES = "aliases";
    /** Sendmail's fallback for a machine without a database library. */
    private static final String IN_MEMORY = "stab";
    /** Sendmail's choice of whatever index there is. */
    private static final String IMPLICIT = "implicit";

    /** Absent outside of a router, and before it has a policy. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile LocalNames names;

    @Override
    public LookupTable open(TableDeclaration declaration) throws TableException {
        TableFlags flags = TableFlags.parse(declaration.arguments());
        boolean aliases = flags.has('A') || declaration.name().equalsIgnoreCase(ALIASES)
                || declaration.type().equalsIgnoreCase(IN_MEMORY);
        Keys keys = new Keys(!flags.has('f'), flags.has('q') || !aliases);
        Path source = FileNames.in(declaration.directory(), withoutSuffix(flags.file())).normalize();
        SourceForm form = new SourceForm(aliases ? Syntax.ALIASES : Syntax.MAKEMAP, keys);
        SteeringFile role = aliases ? SteeringFile.ALIASES : SteeringFile.MAP;
        AliasCompiler compiler = new AliasCompiler(source, form, SourceLimits.DEFAULT,
                file -> declaration.requireSafe(role, file),
                () -> names);
        if (declaration.type().equalsIgnoreCase(IMPLICIT) && !aliases && flags.has('o') && Files.notExists(compiler.index())) {
            return (key, arguments) -> Lookup.NOT_FOUND; // only for aliases does it read the text
        }
        return new AliasTable(flags, keys, !aliases, new AliasDatabase(compiler, flags.has('o'), SURROUNDINGS));
    }

    /** Ends with its compilation, also when the table has been closed. */
    private static void inBackground(Runnable compilation) {
        Thread thread = new Thread(compilation, "alias.dbm");
        thread.setDaemon(true);
        thread.start();
    }

    private static String withoutSuffix(String file) {
        return file.endsWith(INDEX_SUFFIX) ? file.substring(0, file.length() - INDEX_SUFFIX.length()) : file;
    }
}
