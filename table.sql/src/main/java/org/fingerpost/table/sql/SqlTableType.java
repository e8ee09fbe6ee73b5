package org.fingerpost.table.sql;

import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.LookupTableType;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.fingerpost.api.table.TableFlags;
import org.fingerpost.api.table.TableType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code Kname sql -d DATABASE -k "SELECT goto FROM virtual WHERE address = %0"}: asks a database. */
@Component(service = LookupTableType.class)
@TableType(type = "sql")
public final class SqlTableType implements LookupTableType {

    private static final String VALUED = "Zdk";
    private static final int MOST_ROWS = 100_000;

    private final Databases databases;

    @Activate
    public SqlTableType(@Reference Databases databases) {
        this.databases = databases;
    }

    @Override
    public LookupTable open(TableDeclaration declaration) throws TableException {
        TableFlags flags = TableFlags.parse(declaration.arguments(), VALUED);
        if (flags.value('d').isEmpty()) {
            throw new TableException("no database: -d NAME is expected, as in etc/" + DatabaseFile.PID + "-NAME.cfg");
        }
        if (flags.value('k').isEmpty()) {
            throw new TableException("no statement: -k \"SELECT ... WHERE ... = %0\" is expected");
        }
        if (!flags.rest().isEmpty()) {
            throw new TableException("\"" + flags.rest() + "\" after the flags; a statement with blanks stands in double quotes");
        }
        return new SqlTable(declaration.name(), flags, Query.parse(flags.value('k')), rows(flags), databases);
    }

    /** {@code -Z}: most rows; 0 without it. */
    private static int rows(TableFlags flags) throws TableException {
        String text = flags.value('Z');
        if (!flags.has('Z')) {
            return 0;
        }
        if (!text.matches("\\d{1,6}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_ROWS) {
            throw new TableException("flag -Z" + text + ": a number from 1 to " + MOST_ROWS + " is expected");
        }
        return Integer.parseInt(text);
    }
}
