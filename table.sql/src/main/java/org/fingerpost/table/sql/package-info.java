/**
 * Lookup tables that ask databases: the table type {@code sql}.
 *
 * <p>A database is described by a file {@code etc/database-NAME.cfg} ({@code DatabaseFile}); a table names it and says what to
 * ask ({@code Query}). The driver is whatever bundle registers a {@code DataSourceFactory} for the driver's class (OSGi
 * Compendium §125): it may come and go, and meanwhile nothing can be said. HikariCP keeps the connections, bounded in number, in
 * age, and in the time that anybody waits for one.
 *
 * <p>Invariants. A key is a parameter of the statement, never a part of its text. That a key is absent is said only after the
 * database has answered.
 *
 * <p>Threads. Look-ups run on the caller's thread; the pool's few threads are daemons called {@code table.sql-NAME}.
 */
package org.fingerpost.table.sql;
