package org.fingerpost.table.passwd;

/** What a machine knows of users. */
enum Database {

    /** passwd(5). */
    PASSWD("passwd", 7),
    /** group(5). */
    GROUP("group", 4);

    private final String getentName;
    private final int fields;

    Database(String getentName, int fields) {
        this.getentName = getentName;
        this.fields = fields;
    }

    /** What getent(1) calls it. */
    String getentName() {
        return getentName;
    }

    /** How many an entry has. */
    int fields() {
        return fields;
    }
}
