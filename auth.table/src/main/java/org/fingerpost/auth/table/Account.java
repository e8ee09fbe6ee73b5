package org.fingerpost.auth.table;

/** What is known of a name. */
sealed interface Account {

    record Known(Credential credential) implements Account {
    }

    /** There is nobody of that name, or nothing that a password could be checked by. {@code reason} is for the log. */
    record Unknown(String reason) implements Account {
    }

    /** It cannot be told now. */
    record Unavailable(String reason) implements Account {
    }
}
