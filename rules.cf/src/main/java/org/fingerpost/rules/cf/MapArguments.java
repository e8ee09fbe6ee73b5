package org.fingerpost.rules.cf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The arguments of a table: what sendmail finds wrong with them when it reads the line. */
final class MapArguments {

    private static final String FLAGS = "NOoAadDfkmqStTvz";
    /** Flags that take the next word if nothing follows at once. */
    private static final String WITH_WORD = "kv";
    private static final String LDAP_FLAGS = FLAGS + "bchHklMnpPrRsVwxZ1K";
    private static final String DNS_TYPES = "A AAAA AFSDB CNAME MX NS PTR SRV TXT TLSA";

    private final String map;
    private final String type;
    /** Gets the argument that is wrong, and sendmail's words. */
    private final BiConsumer<String, String> complaints;

    MapArguments(String map, String type, BiConsumer<String, String> complaints) {
        this.map = map;
        this.type = type.toLowerCase(Locale.ROOT);
        this.complaints = complaints;
    }

    /** @return the arguments without the flags that are wrong; nothing if sendmail would not open such a table */
    Optional<String> check(String arguments) {
        return switch (type) {
            case "ldap" -> ldap(arguments) ? Optional.of(arguments) : Optional.empty();
            case "dns" -> dns(arguments) ? Optional.of(arguments) : Optional.empty();
            case "syslog" -> syslog(arguments);
            case "regex" -> new RegexArguments(complaints).check(arguments) ? Optional.of(arguments) : Optional.empty();
            case "host" -> {
                host(arguments);
                yield Optional.of(arguments);
            }
            default -> MapClasses.hasFlags(type) ? plain(arguments) : Optional.of(arguments);
        };
    }

    private Optional<String> plain(String arguments) {
        StringBuilder kept = new StringBuilder();
        String file = flags(arguments, FLAGS, kept);
        if (file.isEmpty() && MapClasses.needsFile(type)) {
            complaints.accept("", "No file name for " + type + " map " + map);
            return Optional.empty();
        }
        return Optional.of((kept + file).strip());
    }

    /**
     * @param kept gets the flags that are right
     * @return what follows the flags
     */
    private String flags(String arguments, String known, StringBuilder kept) {
        int at = 0;
        while (true) {
            at = skipSpace(arguments, at);
            if (at >= arguments.length() || arguments.charAt(at) != '-') {
                return arguments.substring(at);
            }
            int flag = ++at;
            if (flag == arguments.length()) {
                complaints.accept("-", "Illegal option ");
                return "";
            }
            char letter = arguments.charAt(flag);
            boolean right = known.indexOf(letter) >= 0;
            if (!right) {
                complaints.accept("-" + letter, "Illegal option " + letter + " map " + map);
            }
            if (WITH_WORD.indexOf(letter) >= 0) {
                at = skipSpace(arguments, at + 1);
            }
            at = skipWord(arguments, at);
            kept.append(right ? arguments.substring(flag - 1, at) + " " : "");
        }
    }

    private static int skipSpace(String text, int at) {
        int i = at;
        while (i < text.length() && LogicalLine.isSpace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static int skipWord(String text, int at) {
        int i = at;
        while (i < text.length() && !LogicalLine.isSpace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private boolean ldap(String arguments) {
        flags(arguments, LDAP_FLAGS, new StringBuilder());
        List<String> words = words(arguments);
        String choice = choice(words, "-r", "Deref must be [never|always|search|find]", "never|always|search|find")
                + choice(words, "-s", "Scope must be [base|one|sub]", "base|one|sub")
                + choice(words, "-M", "Method for binding must be [none|simple|krbv4]", "none|simple|krbv4|external");
        if (!choice.isEmpty()) {
            complaints.accept("", choice);
            return false;
        }
        if (words.stream().noneMatch(word -> word.startsWith("-k"))) {
            complaints.accept("", "No filter given in map " + map);
            return false;
        }
        return true;
    }

    /** A flag whose value is one of a few words, in upper or lower case. */
    private String choice(List<String> words, String flag, String objection, String allowed) {
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).startsWith(flag)) {
                String value = words.get(i).length() > 2 ? words.get(i).substring(2) : i + 1 < words.size() ? words.get(i
                        + 1) : "";
                if (!value.toLowerCase(Locale.ROOT).matches("(?:ldap_auth_)?(?:" + allowed + ")")) {
                    return objection + " (not " + value + ") in map " + map;
                }
            }
        }
        return "";
    }

    private boolean dns(String arguments) {
        List<String> words = words(arguments);
        String wanted = null;
        for (int i = 0; i < words.size() && wanted == null; i++) {
            if (words.get(i).startsWith("-R")) {
                wanted = words.get(i).length() > 2 ? words.get(i).substring(2) : i + 1 < words.size() ? words.get(i + 1) : "";
            }
        }
        if (wanted != null && !List.of(DNS_TYPES.split(" ")).contains(wanted.toUpperCase(Locale.ROOT))) {
            complaints.accept(wanted, "dns map " + map + ": wrong type " + wanted);
            wanted = null;
        }
        if (wanted == null) {
            complaints.accept("", "dns map " + map + ": missing -R type");
        }
        return wanted != null;
    }

    private Optional<String> syslog(String arguments) {
        StringBuilder kept = new StringBuilder();
        boolean usable = true;
        List<String> words = words(arguments);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.startsWith("-L")) {
                String priority = word.length() > 2 ? word.substring(2) : i + 1 < words.size() ? words.get(++i) : "";
                usable &= priority(word, priority);
                word = "-L" + priority;
            } else if (word.startsWith("-") && word.length() > 1 && "DS".indexOf(word.charAt(1)) < 0) {
                complaints.accept(word, "Illegal option " + word.charAt(1) + " map syslog");
                continue;
            }
            kept.append(word).append(' ');
        }
        return usable ? Optional.of(kept.toString().strip()) : Optional.empty();
    }

    private boolean priority(String word, String written) {
        String bare = written.replaceFirst("(?i)^LOG_", "");
        if (bare.matches("(?i)(?:emerg|alert|crit|err|warning|notice|info|debug)?")) {
            return true;
        }
        complaints.accept(word, "syslog_map_parseargs: Unknown priority " + bare);
        return false;
    }

    private void host(String arguments) {
        List<String> words = words(arguments);
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).startsWith("-d")) {
                String time = words.get(i).length() > 2 ? words.get(i).substring(2) : i + 1 < words.size() ? words.get(i
                        + 1) : "";
                for (String objection : Durations.objections(time)) {
                    complaints.accept(time, objection);
                }
            }
        }
    }

    static List<String> words(String arguments) {
        List<String> words = new ArrayList<>();
        for (String word : arguments.strip().split("\\s+")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
