package org.fingerpost.api.unix;

/**
 * A user of the machine, as passwd(5) has it. Strings are octets.
 *
 * @param name  the login name
 * @param uid   at least 0
 * @param gid   of the user's own group, at least 0; further groups are known to whoever {@linkplain Impersonation acts} for the
 *              user
 * @param gecos the full name and what else stands with it
 * @param home  the home directory, absolute; empty if there is none
 * @param shell empty for the system's usual one
 */
public record Account(String name, int uid, int gid, String gecos, String home, String shell) {

    private static final int ROOT = 0;

    public boolean isRoot() {
        return uid == ROOT;
    }
}
