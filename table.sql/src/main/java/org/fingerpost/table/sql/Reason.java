package org.fingerpost.table.sql;

import java.sql.SQLException;

/** What an exception says, in one line. */
final class Reason {

    private static final int MAX = 200;

    private Reason() {
    }

    static String of(Exception e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        String line = message.lines().map(String::strip).filter(each -> !each.isEmpty()).findFirst().orElse("")
                .replaceAll("[^\\x20-\\x7e]", "?");
        String state = e instanceof SQLException sql && sql.getSQLState() != null ? " (SQLSTATE " + sql.getSQLState() + ")" : "";
        return line.substring(0, Math.min(line.length(), MAX)) + state;
    }
}
