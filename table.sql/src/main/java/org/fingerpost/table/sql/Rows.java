package org.fingerpost.table.sql;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a statement gave.
 *
 * @param count  of rows
 * @param values of all columns that are not null, row by row, octets
 */
record Rows(int count, List<String> values) {

    /** A value can be an address list; more than this is a mistake in the statement. */
    private static final int MAX_OCTETS = 4_000_000;

    Rows {
        values = List.copyOf(values);
    }

    /**
     * @param enough after so many rows the rest does not matter; 0: all of them do
     * @param most   rows that there may be
     * @throws NotNowException if there are more: which of them count is not for us to say
     */
    static Rows read(ResultSet results, int enough, int most) throws SQLException, NotNowException {
        int columns = results.getMetaData().getColumnCount();
        int count = 0;
        long octets = 0;
        List<String> values = new ArrayList<>();
        while ((enough == 0 || count < enough) && results.next()) {
            if (++count > most) {
                throw new NotNowException("the statement gives more than " + most + " rows");
            }
            for (int column = 1; column <= columns; column++) {
                String text = results.getString(column);
                if (text != null) {
                    String value = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
                    octets += value.length();
                    values.add(value);
                }
            }
            if (octets > MAX_OCTETS) {
                throw new NotNowException("the statement gives more than " + MAX_OCTETS + " octets");
            }
        }
        return new Rows(count, values);
    }
}
