package org.fingerpost.table.sql;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.jdbc.DataSourceFactory;

/** The drivers that bundles provide now. Any thread. */
@Component(service = Drivers.class)
public final class Drivers {

    private static final String RANKING = "service.ranking";
    private static final String ID = "service.id";

    /** A service and what it says of itself. */
    private record Driver(DataSourceFactory factory, String driverClass, String name, int ranking, long id) {

        boolean is(String wanted) {
            return driverClass.equals(wanted) || name.equals(wanted);
        }
    }

    private final Map<DataSourceFactory, Driver> drivers = new ConcurrentHashMap<>();
    private final Set<Database> users = ConcurrentHashMap.newKeySet();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindFactory(DataSourceFactory factory, Map<String, Object> properties) {
        drivers.put(factory, new Driver(factory, text(properties, DataSourceFactory.OSGI_JDBC_DRIVER_CLASS),
                text(properties, DataSourceFactory.OSGI_JDBC_DRIVER_NAME),
                properties.get(RANKING) instanceof Integer ranking ? ranking : 0,
                properties.get(ID) instanceof Long id ? id : 0));
    }

    void unbindFactory(DataSourceFactory factory) {
        drivers.remove(factory);
        users.forEach(database -> database.gone(factory));
    }

    /** Tells a database when a driver goes, until {@link #forget}. */
    void tell(Database database) {
        users.add(database);
    }

    void forget(Database database) {
        users.remove(database);
    }

    private static String text(Map<String, Object> properties, String key) {
        return properties.get(key) instanceof String text ? text : "";
    }

    /**
     * The driver that counts of those with this class or name.
     *
     * @param wanted {@code org.postgresql.Driver}, say
     */
    Optional<DataSourceFactory> find(String wanted) {
        return drivers.values().stream().filter(driver -> driver.is(wanted))
                .min(Comparator.comparing((Driver driver) -> -(long) driver.ranking).thenComparing(Driver::id))
                .map(Driver::factory);
    }
}
