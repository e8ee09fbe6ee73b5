package org.fingerpost.rules.cf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What follows the type of a {@code K} line, checked as sendmail checks it when it reads the line. Types that sendmail does not
 * have, and those that check by themselves when they are opened, are left alone. Confined to one line.
 */
final class TableArguments {

    /** What is wrong: for people, and as sendmail prints it. */
    record Fault(String message, String printed) {
    }

    /** All types of sendmail, those included that it may be built without. */
    private static final Set<String> KNOWN = Set.of("hash", "btree", "dbm", "text", "stab", "implicit", "user", "program", "socket",
            "null", "sequence", "switch", "macro", "arith", "dequote", "arpa", "host", "bestmx", "dns", "ldap", "regex", "syslog");
    private static final Set<String> NEED_FILE = Set.of("hash", "btree", "dbm", "text", "stab", "implicit", "program", "socket", "switch");
    private static final Set<String> NEED_NO_FILE = Set.of("null", "user", "bestmx");
    private static final String SYSLOG = "syslog";
    private static final String LETTERS = "NOofmAqadTkvztSD";
    private static final Set<String> PRIORITIES = Set.of("", "emerg", "alert", "crit", "err", "warning", "notice", "info", "debug");

    private final String name;
    private final String type;
    private final List<Fault> faults = new ArrayList<>();
    private final StringBuilder kept = new StringBuilder();
    private String rest;
    private boolean usable = true;

    private TableArguments(String name, String type, String arguments) {
        this.name = name;
        this.type = type.toLowerCase(Locale.ROOT);
        this.rest = arguments.strip();
    }

    static TableArguments check(String name, String type, String arguments) {
        TableArguments checked = new TableArguments(name, type, arguments);
        checked.check();
        return checked;
    }

    static boolean isKnown(String type) {
        return KNOWN.contains(type.toLowerCase(Locale.ROOT));
    }

    private void check() {
        if (type.equals(SYSLOG)) {
            flags("DL", SYSLOG);
        } else if (NEED_FILE.contains(type) || NEED_NO_FILE.contains(type)) {
            flags(LETTERS, name);
        }
        if (NEED_FILE.contains(type) && rest.isEmpty()) {
            faults.add(new Fault("table " + name + ", type " + type + ": no file name", "No file name for " + type + " map " + name));
            usable = false;
        }
    }

    private void flags(String letters, String inMap) {
        while (rest.startsWith("-")) {
            String word = takeWord();
            char letter = word.length() > 1 ? word.charAt(1) : ' ';
            if (letters.indexOf(letter) < 0) {
                String printed = word.length() > 1 || !rest.isEmpty() ? "Illegal option " + letter + " map " + inMap : "Illegal option ";
                faults.add(new Fault("table " + name + ", type " + type + ": unknown flag " + word + "; known are -"
                        + String.join(" -", letters.split("")), printed));
                continue;
            }
            kept.append(word).append(' ');
            if ("kvL".indexOf(letter) >= 0 && word.length() == 2) {
                word += takeWord(); // the value may stand after a blank
                kept.append(word.substring(2)).append(' ');
            }
            if (letter == 'L') {
                priority(word.substring(2));
            }
        }
    }

    private void priority(String written) {
        String priority = written.replaceFirst("(?i)^LOG_", "");
        if (!PRIORITIES.contains(priority.toLowerCase(Locale.ROOT))) {
            faults.add(new Fault("table " + name + ": unknown priority " + written + "; one of "
                    + String.join(", ", PRIORITIES.stream().filter(p -> !p.isEmpty()).sorted().toList()) + " is expected",
                    "syslog_map_parseargs: Unknown priority " + priority));
            usable = false;
        }
    }

    private String takeWord() {
        String word = rest.split("\\s", 2)[0];
        rest = rest.substring(word.length()).stripLeading();
        return word;
    }

    List<Fault> faults() {
        return faults;
    }

    /** The arguments without the flags that are wrong; empty if no table can be opened with them. */
    Optional<String> usable() {
        return usable ? Optional.of((kept + rest).strip()) : Optional.empty();
    }
}
