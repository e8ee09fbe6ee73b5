package org.fingerpost.table.sql;

import java.nio.file.Path;
import java.util.Map;

import org.fingerpost.api.instance.Instance;
import org.fingerpost.api.instance.SettingsReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.LoggerFactory;

/**
 * One file {@code etc/database-NAME.cfg}, for as long as it is there: the database NAME. It is read before anybody asks, so that
 * what is wrong with it is said at once.
 */
@Component(service = DatabaseFile.class, immediate = true, configurationPid = DatabaseFile.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = DatabaseFile.Config.class, factory = true)
public final class DatabaseFile {

    /** Of the factory: each file has one of its own. */
    static final String PID = "database";
    private static final String FILE_NAME = "felix.fileinstall.filename";
    private static final String SERVICE_PID = "service.pid";

    /** {@code etc/database-NAME.cfg}. */
    @ObjectClassDefinition(id = PID, name = "Database", description = "A database for tables of the type sql")
    public @interface Config {

        @AttributeDefinition(description = "Where the database is, as its driver writes it.")
        String url() default "";

        @AttributeDefinition(description = "The class or the name of the driver that a bundle provides.")
        String driver() default "org.postgresql.Driver";

        @AttributeDefinition(description = "Who we are to the database.")
        String user() default "";

        @AttributeDefinition(name = "password.file", description = "The file whose first line is the password.")
        String password_file() default "";

        @AttributeDefinition(description = "Further properties of the driver, KEY=VALUE, with commas between.")
        String properties() default "";

        @AttributeDefinition(name = "pool.size", description = "Connections at most, 1 to 1000.")
        String pool_size() default "8";

        @AttributeDefinition(name = "pool.idle", description = "A connection that nobody needed for so long is closed.")
        String pool_idle() default "5m";

        @AttributeDefinition(name = "pool.lifetime", description = "How long a connection is used at most.")
        String pool_lifetime() default "30m";

        @AttributeDefinition(name = "timeout.connect", description = "How long a look-up waits for a connection.")
        String timeout_connect() default "2s";

        @AttributeDefinition(name = "timeout.query", description = "How long the database may take for an answer.")
        String timeout_query() default "2s";

        @AttributeDefinition(name = "max.rows", description = "An answer with more rows is none, 1 to 1000000.")
        String max_rows() default "10000";
    }

    private final String name;
    private final Path base;
    private final SettingsReader reader;
    private final Drivers drivers;
    private final Database database;

    @Activate
    public DatabaseFile(Config config, Map<String, Object> properties, @Reference Instance instance, @Reference Drivers drivers) {
        String file = fileName(properties);
        this.name = file.replaceFirst("^\\Q" + PID + "\\E[-~]", "");
        this.base = instance.base();
        this.reader = new SettingsReader(file, LoggerFactory.getLogger(DatabaseFile.class)::error);
        this.drivers = drivers;
        this.database = new Database(name, drivers, DatabaseSettings.of(config, base, reader, DatabaseSettings.DEFAULT));
        drivers.tell(database);
    }

    /** Without its ending; of a configuration from elsewhere the PID. */
    private static String fileName(Map<String, Object> properties) {
        String path = String.valueOf(properties.getOrDefault(FILE_NAME, properties.get(SERVICE_PID)));
        return path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.cfg$", "");
    }

    @Modified
    void modified(Config config) {
        database.set(DatabaseSettings.of(config, base, reader, database.settings()));
    }

    @Deactivate
    void close() {
        drivers.forget(database);
        database.close();
    }

    String name() {
        return name;
    }

    Database database() {
        return database;
    }
}
