package org.fingerpost.auth.table;

/** Who has an account, by name. Any thread; it may block. */
interface Accounts {

    /** @param user prepared; octets */
    Account find(String user);
}
