package org.fingerpost.table.ldap;

import com.unboundid.ldap.sdk.LDAPException;

/** What went wrong, in one line that is not too long. */
final class Reasons {

    private static final int MAX = 200;

    private Reasons() {
    }

    static String of(LDAPException e) {
        return e.getResultCode().getName() + ": " + line(e.getMessage());
    }

    static String line(String text) {
        String line = text == null ? "" : text.lines().findFirst().orElse("");
        return line.substring(0, Math.min(line.length(), MAX));
    }
}
