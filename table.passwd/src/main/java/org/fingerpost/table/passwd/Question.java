package org.fingerpost.table.passwd;

/**
 * Who is asked for.
 *
 * @param byNumber whether {@code key} is the number of a user or group, not a name
 */
record Question(Database database, boolean byNumber, String key) {

    static Question name(Database database, String name) {
        return new Question(database, false, name);
    }

    static Question number(Database database, String number) {
        return new Question(database, true, number);
    }

    /** getent(1) takes a number for a name too, and answers with the entry that has it: that is not who was asked for. */
    boolean isAbout(Entry entry) {
        return (byNumber ? entry.number() : entry.name()).equals(key);
    }
}
