package org.fingerpost.rules.cf;

/** {@code LDAPDefaultSpec}: flags of a table of type {@code ldap}, without those that make sense for one table only. */
final class LdapDefaults {

    private static final String MAP = "O LDAPDefaultSpec";
    private static final String BEFORE = "readcf: option LDAPDefaultSpec: ";

    private final Problems problems;

    LdapDefaults(Problems problems) {
        this.problems = problems;
    }

    void check(GivenOption option) {
        for (String word : MapArguments.words(option.value())) {
            if (!word.startsWith("-")) {
                continue;
            }
            String words = word.startsWith("-k") ? BEFORE + "Do not set the LDAP search filter"
                    : word.startsWith("-v") ? BEFORE + "Do not set the requested LDAP attributes"
                    : word.startsWith("-f") ? BEFORE + "Do not set non-LDAP specific flags"
                    : word.length() > 1 && "5egijuyBCEFGIJLQUWXY023456789/.".indexOf(word.charAt(1)) >= 0
                            ? "Illegal option " + word.charAt(1) + " map " + MAP : "";
            if (!words.isEmpty()) {
                problems.add(option.wrong("option LDAPDefaultSpec cannot have the flag " + word, word)
                        .expecting("what all tables of the type ldap share"), words);
            }
        }
    }
}
