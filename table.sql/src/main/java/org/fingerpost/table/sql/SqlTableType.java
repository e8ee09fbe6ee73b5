package org.fingerpost.table.sql;

import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.LookupTableType;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.fingerpost.api.table.TableFlags;
import org.fingerpost.api.table.TableType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** etc/table.sql.cfg, and {@code Kname sql -d DATABASE -k "SELECT goto FROM virtual WHERE address = %0"}: asks a database. */
@Component(service = LookupTableType.class, configurationPid = "table.sql")
@Designate(ocd = SqlTableType.Config.class)
@TableType(type = "sql")
public final class SqlTableType implements LookupTableType {

    private static final String VALUED = "Zdk";
    private static final int MOST_ROWS = 100_000;

    /** What the router keeps of the answers. */
    @ObjectClassDefinition(name = "SQL", description = "Tables that ask databases")
    public @interface Config {

        @AttributeDefinition(description = "How long a value is kept; 0s: not at all.")
        String cache_found() default "1m";

        @AttributeDefinition(description = "How long it is kept that a key is absent; 0s: not at all.")
        String cache_absent() default "10s";

        @AttributeDefinition(description = "How long after that an answer may serve while the database is not available.")
        String cache_stale() default "0s";

        @AttributeDefinition(description = "How many answers are kept at most.")
        String cache_entries() default "100000";
    }

    private final Databases databases;

    @Activate
    public SqlTableType(@Reference Databases databases, Config config) {
        this(databases);
    }

    SqlTableType(Databases databases) {
        this.databases = databases;
    }

    @Modified
    void modified(Config config) {
        // The router reads them: there is nothing to do, and tables stay open.
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
