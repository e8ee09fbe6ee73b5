package org.fingerpost.api.table;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Opens tables of one type for the policy. Register it as a service with {@link TableType}.
 *
 * <p>The router opens each declared table when a policy is put into use and whenever the service comes back, and closes it
 * ({@link AutoCloseable}, if the table is one) when the last transaction or attempt that can use it has ended. Opening the same
 * declaration again must be cheap and may give the same object. A table whose source changes picks the change up by itself.
 */
@ConsumerType
public interface LookupTableType {

    /**
     * @throws TableException if the declaration makes no sense; that a file is absent or an index damaged now is no such case:
     *         the table then answers {@link Lookup.Unavailable} until it is there
     */
    LookupTable open(TableDeclaration declaration) throws TableException;
}
