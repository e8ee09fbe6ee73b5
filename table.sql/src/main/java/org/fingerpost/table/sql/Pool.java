package org.fingerpost.table.sql;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.fingerpost.api.instance.DaemonThreads;
import org.fingerpost.api.instance.SecretFile;
import org.osgi.service.jdbc.DataSourceFactory;

/**
 * The connections to a database, made when they are needed. Its maker is a user of it; after the last one it is closed, on a
 * thread of its own, for a server that is silent may take its time. Any thread.
 */
final class Pool {

    /** The database was stopped or restarted, or a connection was cut (PostgreSQL's appendix A, SQL:2003). */
    private static final String CONNECTION_CLASS = "08";
    private static final String SHUTDOWN_CLASS = "57P";

    private final String name;
    private final HikariDataSource connections;
    private final Duration queryTimeout;
    private final int maxRows;
    private int users = 1;

    private Pool(String name, HikariDataSource connections, DatabaseSettings settings) {
        this.name = name;
        this.connections = connections;
        this.queryTimeout = settings.queryTimeout();
        this.maxRows = settings.maxRows();
    }

    /**
     * No connection is made yet.
     *
     * @throws IOException  if the password cannot be read
     * @throws SQLException if the driver does not take the settings
     */
    static Pool open(String name, DatabaseSettings settings, DataSourceFactory driver) throws IOException, SQLException {
        HikariConfig config = new HikariConfig();
        config.setPoolName("table.sql-" + name);
        config.setThreadFactory(new DaemonThreads("table.sql-" + name));
        config.setDataSource(source(settings, driver));
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(0);
        config.setIdleTimeout(settings.poolIdle().toMillis());
        config.setMaxLifetime(settings.poolLifetime().toMillis());
        config.setConnectionTimeout(settings.connectTimeout().toMillis());
        config.setValidationTimeout(settings.connectTimeout().toMillis());
        config.setInitializationFailTimeout(-1); // it may come later
        config.setReadOnly(true);
        config.setAutoCommit(true); // a statement is a transaction
        config.setRegisterMbeans(false);
        return new Pool(name, new HikariDataSource(config), settings);
    }

    private static DataSource source(DatabaseSettings settings, DataSourceFactory driver) throws IOException, SQLException {
        Properties properties = new Properties();
        for (Map.Entry<String, String> each : DriverDefaults.of(settings).entrySet()) {
            properties.setProperty(each.getKey(), each.getValue());
        }
        properties.setProperty(DataSourceFactory.JDBC_URL, settings.url());
        if (!settings.user().isEmpty()) {
            properties.setProperty(DataSourceFactory.JDBC_USER, settings.user());
        }
        Optional<String> secret = settings.secret().isEmpty() ? Optional.empty()
                : Optional.of(SecretFile.firstLine(settings.secret().get()));
        secret.ifPresent(password -> properties.setProperty(DataSourceFactory.JDBC_PASSWORD, password));
        return driver.createDataSource(properties);
    }

    Rows ask(Question question) throws NotNowException {
        try {
            return askOnce(question);
        } catch (SQLException e) {
            if (!isBroken(e)) {
                throw new NotNowException(Reason.of(e));
            }
        }
        try {
            // It was kept while the database was restarted, as the others were: a new one may do.
            connections.getHikariPoolMXBean().softEvictConnections();
            return askOnce(question);
        } catch (SQLException e) {
            throw new NotNowException(Reason.of(e));
        }
    }

    private static boolean isBroken(SQLException e) {
        String state = e.getSQLState();
        boolean timeout = e.getCause() instanceof SocketTimeoutException;
        return state != null && !timeout && (state.startsWith(CONNECTION_CLASS) || state.startsWith(SHUTDOWN_CLASS));
    }

    private Rows askOnce(Question question) throws SQLException, NotNowException {
        try (Connection connection = connection();
                PreparedStatement statement = connection.prepareStatement(question.statement())) {
            for (int i = 0; i < question.parameters().size(); i++) {
                statement.setString(i + 1, question.parameters().get(i));
            }
            statement.setMaxRows(question.maxRows() > 0 ? question.maxRows() : maxRows + 1);
            statement.setQueryTimeout((int) Duration.ofMillis(queryTimeout.toMillis() + 999).toSeconds());
            try (ResultSet results = statement.executeQuery()) {
                return Rows.read(results, question.maxRows(), maxRows);
            }
        }
    }

    private Connection connection() throws NotNowException, SQLException {
        Connection connection;
        try {
            connection = connections.getConnection();
        } catch (SQLException e) {
            throw failed(e);
        }
        try {
            connection.setNetworkTimeout(Runnable::run, (int) queryTimeout.toMillis() + 1000);
        } catch (SQLFeatureNotSupportedException e) {
            return connection; // the driver's own settings may do the same
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    private NotNowException failed(SQLException e) {
        boolean tried = e.getCause() instanceof SQLException;
        if (!tried && connections.getHikariPoolMXBean().getActiveConnections() > 0) {
            return new NotNowException("too many look-ups at once");
        }
        return new NotNowException(tried ? "cannot connect: " + Reason.of((SQLException) e.getCause()) : "no connection in time");
    }

    synchronized void use() {
        users++;
    }

    synchronized void release() {
        if (--users == 0) {
            new DaemonThreads("table.sql-" + name + "-closing").newThread(connections::close).start();
        }
    }
}
