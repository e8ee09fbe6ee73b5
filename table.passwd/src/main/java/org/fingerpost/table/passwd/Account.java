package org.fingerpost.table.passwd;

import java.util.List;

/**
 * One line of passwd(5).
 *
 * @param fields name, password, uid, gid, gecos, home directory, shell
 */
record Account(List<String> fields) {

    private static final int FIELDS = 7;
    private static final int PASSWORD = 1;

    Account {
        fields = List.copyOf(fields);
    }

    /** Null if the line is no account: a comment, a NIS mark ({@code +::::::}) or rubbish. */
    static Account parse(String line) {
        String[] fields = line.split(":", -1);
        boolean account = fields.length == FIELDS && LoginName.isValid(fields[0]);
        return account ? new Account(List.of(fields)) : null;
    }

    String name() {
        return fields.get(0);
    }

    /** A field; of the password never more than that there is one, as in sendmail. */
    String field(int index) {
        return index == PASSWORD ? "x" : fields.get(index);
    }
}
