package org.fingerpost.table.sql;

import java.util.List;

/**
 * One look-up.
 *
 * @param statement with a {@code ?} for each parameter
 * @param maxRows   so many are enough; 0 for all
 */
record Question(String statement, List<String> parameters, int maxRows) {

    Question {
        parameters = List.copyOf(parameters);
    }
}
