package org.fingerpost.testmode;

/** What one kind of line does. */
@FunctionalInterface
interface Command {

    /** @param line without its line end */
    void run(String line);
}
