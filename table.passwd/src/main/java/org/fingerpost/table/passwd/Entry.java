package org.fingerpost.table.passwd;

import java.util.List;

/**
 * One line of passwd(5) or group(5).
 *
 * @param fields name, password, number, and what else the database has
 */
record Entry(List<String> fields) {

    private static final int PASSWORD = 1;
    private static final int NUMBER = 2;

    Entry {
        fields = List.copyOf(fields);
    }

    /** Null if the line is no entry: a comment, a NIS mark ({@code +::::::}) or rubbish. */
    static Entry parse(Database database, String line) {
        String[] fields = line.split(":", -1);
        boolean entry = fields.length == database.fields() && LoginName.isValid(fields[0]);
        return entry ? new Entry(List.of(fields)) : null;
    }

    String name() {
        return fields.get(0);
    }

    /** Of the user or group, as it is spelt. */
    String number() {
        return fields.get(NUMBER);
    }

    /** A field; of the password never more than that there is one, as in sendmail. */
    String field(int index) {
        return index == PASSWORD ? "x" : fields.get(index);
    }
}
