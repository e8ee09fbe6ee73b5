package org.fingerpost.table.sql;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;

import org.osgi.service.jdbc.DataSourceFactory;

/**
 * A database by its settings now, through the driver that is there now. The monitor guards the pool, which is made when somebody
 * asks; one that no longer fits is left to those who use it. Any thread.
 */
final class Database {

    private final String name;
    private final Drivers drivers;
    private DatabaseSettings settings;
    private Pool pool;
    private DataSourceFactory madeBy;
    private boolean closed;

    Database(String name, Drivers drivers, DatabaseSettings settings) {
        this.name = name;
        this.drivers = drivers;
        this.settings = settings;
    }

    /** @throws NotNowException if there is no answer, for whatever reason */
    Rows ask(Question question) throws NotNowException {
        Pool used = pool();
        try {
            return used.ask(question);
        } finally {
            used.release();
        }
    }

    private synchronized Pool pool() throws NotNowException {
        Optional<DataSourceFactory> driver = closed ? Optional.empty() : drivers.find(settings.driver());
        if (pool != null && (driver.isEmpty() || madeBy != driver.get())) {
            drop();
        }
        if (closed || settings.url().isEmpty()) {
            throw new NotNowException(closed ? "its settings are gone" : "its settings have no url");
        }
        if (pool == null) {
            madeBy = driver.orElseThrow(() -> new NotNowException("no bundle provides the driver " + settings.driver()));
            try {
                pool = Pool.open(name, settings, madeBy);
            } catch (IOException | SQLException e) {
                throw new NotNowException(Reason.of(e));
            }
        }
        pool.use();
        return pool;
    }

    synchronized DatabaseSettings settings() {
        return settings;
    }

    synchronized void set(DatabaseSettings now) {
        settings = now;
        drop(); // equal ones too: the password may be another one
    }

    /** Nothing is kept of a driver that has gone: neither its connections nor its classes. */
    synchronized void gone(DataSourceFactory driver) {
        if (madeBy == driver) {
            drop();
        }
    }

    synchronized void close() {
        closed = true;
        drop();
    }

    private void drop() {
        if (pool != null) {
            pool.release();
            pool = null;
            madeBy = null;
        }
    }
}
