package org.fingerpost.table.sql;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.XADataSource;

import org.h2.jdbcx.JdbcDataSource;
import org.osgi.service.jdbc.DataSourceFactory;

/** A driver as a bundle would provide it, for H2 in memory; it can be away. */
final class H2 implements DataSourceFactory {

    static final String CLASS = "org.h2.Driver";

    final String url;
    final AtomicInteger connections = new AtomicInteger();
    final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();
    volatile boolean away;
    volatile Properties seen;

    H2(String name) {
        url = "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1";
    }

    Map<String, Object> properties(long id) {
        return Map.of(OSGI_JDBC_DRIVER_CLASS, CLASS, OSGI_JDBC_DRIVER_NAME, "H2", "service.id", id);
    }

    void run(String... statements) throws SQLException {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    @Override
    public DataSource createDataSource(Properties properties) {
        seen = properties;
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(properties.getProperty(JDBC_URL));
        return (DataSource) Proxy.newProxyInstance(H2.class.getClassLoader(), new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> method.getName().equals("getConnection") ? connect(source)
                        : call(method, source, arguments));
    }

    private static Object call(Method method, Object of, Object[] arguments) throws Throwable {
        try {
            return method.invoke(of, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Connection connect(DataSource source) throws SQLException {
        if (away) {
            throw new SQLTransientConnectionException("nobody listens", "08001");
        }
        connections.incrementAndGet();
        open.incrementAndGet();
        int since = cuts.get();
        Connection connection = source.getConnection();
        return (Connection) Proxy.newProxyInstance(H2.class.getClassLoader(), new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        open.decrementAndGet();
                    } else if (cuts.get() > since && method.getName().equals("prepareStatement")) {
                        throw new SQLNonTransientConnectionException("the connection was cut", "08006");
                    }
                    return call(method, connection, arguments);
                });
    }

    /** The server is restarted: connections of before are of no use any more. */
    void cut() {
        cuts.incrementAndGet();
    }

    @Override
    public ConnectionPoolDataSource createConnectionPoolDataSource(Properties properties) {
        throw new UnsupportedOperationException();
    }

    @Override
    public XADataSource createXADataSource(Properties properties) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Driver createDriver(Properties properties) {
        throw new UnsupportedOperationException();
    }
}
