package org.fingerpost.rules.cf;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Sendmail's types of tables, as far as declaring one goes, and those that are ours alone. */
final class MapClasses {

    private static final Set<String> WITH_FILE = Set.of("text", "implicit", "hash", "btree", "nis", "nisplus", "userdb",
            "program", "switch",
            "stab", "socket");
    private static final Set<String> WITHOUT_FILE = Set.of("null", "bestmx", "user");
    private static final Set<String> OF_THEIR_OWN = Set.of("ldap", "dns", "host", "sequence", "syslog", "macro", "arith",
            "dequote",
            "regex", "arpa");
    private static final Set<String> ALIASES = Set.of("text", "implicit", "hash", "btree", "nis", "nisplus", "ldap",
            "program", "switch",
            "stab", "null", "sequence");

    private static final Set<String> OURS = Set.of("sql", "http", "tcp");

    private MapClasses() {
    }

    static boolean has(String type) {
        String name = type.toLowerCase(Locale.ROOT);
        return WITH_FILE.contains(name) || WITHOUT_FILE.contains(name) || OF_THEIR_OWN.contains(name);
    }

    /** Whether it is no type of sendmail's and the router has it nevertheless. */
    static boolean isOurs(String type) {
        return OURS.contains(type.toLowerCase(Locale.ROOT));
    }

    /** The type that may have been meant. */
    static Optional<String> like(String type) {
        return Spelling.nearest(type, Stream.of(WITH_FILE, WITHOUT_FILE, OF_THEIR_OWN).flatMap(Set::stream).sorted().toList());
    }

    /** Whether its arguments are flags and then a file, or nothing. */
    static boolean hasFlags(String type) {
        String name = type.toLowerCase(Locale.ROOT);
        return WITH_FILE.contains(name) || WITHOUT_FILE.contains(name);
    }

    static boolean needsFile(String type) {
        return WITH_FILE.contains(type.toLowerCase(Locale.ROOT));
    }

    static boolean canHoldAliases(String type) {
        return ALIASES.contains(type.toLowerCase(Locale.ROOT));
    }
}
