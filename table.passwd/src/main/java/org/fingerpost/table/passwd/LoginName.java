package org.fingerpost.table.passwd;

import java.util.regex.Pattern;

/** What a login name may look like: nothing that could be an option, a path or several words. */
final class LoginName {

    private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9._][A-Za-z0-9._-]{0,31}");

    private LoginName() {
    }

    static boolean isValid(String name) {
        return SYNTAX.matcher(name).matches();
    }
}
