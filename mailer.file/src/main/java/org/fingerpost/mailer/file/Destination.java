package org.fingerpost.mailer.file;

import java.nio.file.Path;

/**
 * Where the mail of one recipient goes.
 *
 * @param path     absolute
 * @param name     the path as the mailer's argument gave it, for people; printable octets
 * @param byPolicy whether the folder is the policy's choice ({@code var/mail/$u}), not that of an alias ({@code $u})
 */
record Destination(Path path, String name, boolean byPolicy) {

    boolean isMaildir() {
        return name.endsWith("/");
    }

    /** The one special file that may be named: mail for it is thrown away. */
    boolean isNull() {
        return name.equals("/dev/null");
    }
}
