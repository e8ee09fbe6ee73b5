package org.fingerpost.rules.cf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.TableDeclaration;

/** The tables that the recorded tests ask, as small as they can be. */
final class TestTables {

    private static final List<String> USERS = List.of("root", "daemon", "mail", "nobody", "eric", "tef", "anna", "fwd");
    private static final List<List<String>> HOSTS = List.of(
            List.of("relay.conf.example", "relay", "localhost", "127.0.0.1"),
            List.of("alpha.conf.example", "alpha", "127.0.0.2"),
            List.of("beta.conf.example", "beta", "betaalias", "127.0.0.3"),
            List.of("gamma.other.example", "127.0.0.4"));

    private final Policy policy;
    private final Map<String, String> macros;

    TestTables(Policy policy, Map<String, String> macros) {
        this.policy = policy;
        this.macros = macros;
    }

    Lookup lookup(String name, String key, List<String> arguments) {
        TableDeclaration table = policy.tables().get(name);
        if (table == null) {
            return name.equals("host") ? host(key, new Options("-a.")) : new Lookup.Unavailable("no such table");
        }
        Options options = new Options(table.arguments());
        return switch (table.type()) {
            case "text" -> text(table, options, key, arguments);
            case "macro" -> macro(key, arguments);
            case "arith" -> arith(key, arguments);
            case "dequote" -> dequote(options, key);
            case "regex" -> regex(options, key);
            case "arpa" -> arpa(key);
            case "host" -> host(key, options);
            case "user" -> user(options, key);
            case "sequence" -> sequence(options, key, arguments);
            default -> Lookup.NOT_FOUND;
        };
    }

    /** The flags of a declaration, and what is left. */
    private static final class Options {

        private static final String WITH_VALUE = "akvzTsSd";

        private final Map<Character, String> flags = new HashMap<>();
        private String rest;

        Options(String arguments) {
            String text = arguments.strip();
            while (text.startsWith("-")) {
                int end = (text + " ").indexOf(' ');
                flags.put(text.charAt(1), text.substring(2, end));
                text = text.substring(end).strip();
            }
            rest = text;
        }

        boolean has(char flag) {
            return flags.containsKey(flag);
        }

        String value(char flag) {
            return flags.getOrDefault(flag, "");
        }

        Lookup found(String value) {
            return new Lookup.Found(value + value('a'));
        }
    }

    private Lookup text(TableDeclaration table, Options options, String key, List<String> arguments) {
        Path file = table.directory().resolve(options.rest);
        if (!Files.exists(file)) {
            return Lookup.NOT_FOUND;
        }
        String wanted = options.has('q') ? key : key.replaceAll("\\\\(.)", "$1").replace("\"", "");
        int keyColumn = column(options, 'k');
        int valueColumn = column(options, 'v');
        for (String line : lines(file)) {
            List<String> columns = columns(line, options);
            if (keyColumn < columns.size() && columns.get(keyColumn).equalsIgnoreCase(wanted)) {
                if (options.has('m')) {
                    return options.found(key);
                }
                if (valueColumn < columns.size()) {
                    return options.found(substituted(columns.get(valueColumn), key, arguments));
                }
            }
        }
        return Lookup.NOT_FOUND;
    }

    private static int column(Options options, char flag) {
        return options.has(flag) ? Integer.parseInt(options.value(flag)) : 0;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> columns(String line, Options options) {
        return options.has('z') ? List.of(line.split(Pattern.quote(options.value('z')), -1)) : List.of(line.strip().split("[ \t]+"));
    }

    private static String substituted(String value, String key, List<String> arguments) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            char next = i + 1 < value.length() ? value.charAt(i + 1) : 0;
            if (c != '%' || next != '%' && !Character.isDigit(next)) {
                out.append(c);
                continue;
            }
            i++;
            int n = Character.digit(next, 10);
            out.append(next == '%' ? "%" : n == 0 ? key : n <= arguments.size() ? arguments.get(n - 1) : "");
        }
        return out.toString();
    }

    private Lookup macro(String key, List<String> arguments) {
        String name = key.startsWith("{") && key.endsWith("}") ? key.substring(1, key.length() - 1) : key;
        if (arguments.isEmpty()) {
            macros.remove(name);
        } else {
            macros.put(name, arguments.get(0));
        }
        return new Lookup.Found("");
    }

    private static Lookup arith(String operator, List<String> arguments) {
        if (arguments.size() < 2) {
            return Lookup.NOT_FOUND;
        }
        long a = number(arguments.get(0));
        long b = number(arguments.get(1));
        Object result = switch (operator.substring(0, 1)) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> b == 0 ? null : (Object) (a / b);
            case "%" -> b == 0 ? null : (Object) (a % b);
            case "|" -> a | b;
            case "&" -> a & b;
            case "l" -> a < b ? "TRUE" : "FALSE";
            case "=" -> a == b ? "TRUE" : "FALSE";
            default -> null;
        };
        return result == null ? Lookup.NOT_FOUND : new Lookup.Found(result.toString());
    }

    /** As C's strtol with base 0 has it. */
    private static long number(String text) {
        Matcher m = Pattern.compile("\\s*([-+]?)(?:0[xX]([0-9a-fA-F]+)|(0[0-7]*)|([1-9][0-9]*)).*").matcher(text);
        if (!m.matches()) {
            return 0;
        }
        long n = m.group(2) != null ? Long.parseLong(m.group(2), 16) : m.group(3) != null ? Long.parseLong(m.group(3), 8)
                : Long.parseLong(m.group(4));
        return m.group(1).equals("-") ? -n : n;
    }

    /** Only what is balanced, quoted, and legal without the quotes. */
    private static Lookup dequote(Options options, String key) {
        StringBuilder plain = new StringBuilder();
        int angles = 0;
        int comments = 0;
        int quotes = 0;
        boolean wrong = false;
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i) == ' ' && options.has('s') ? options.value('s').charAt(0) : key.charAt(i);
            boolean quote = c == '"' && comments == 0;
            if (c == '\\') {
                wrong |= i + 1 == key.length();
                plain.append(c);
                plain.append(key, ++i, Math.min(i + 1, key.length()));
                continue;
            }
            wrong |= c == ' ' || c == '\t';
            comments += c == '(' ? 1 : c == ')' ? -1 : 0;
            angles += comments > 0 ? 0 : c == '<' ? 1 : c == '>' ? -1 : 0;
            wrong |= comments < 0 || angles < 0;
            quotes += quote ? 1 : 0;
            plain.append(quote ? "" : String.valueOf(c));
        }
        boolean fine = !wrong && angles == 0 && comments == 0 && quotes > 0 && quotes % 2 == 0;
        return fine ? options.found(plain.toString()) : Lookup.NOT_FOUND;
    }

    private static Lookup regex(Options options, String key) {
        String source = options.has('b') ? options.rest.replace("\\{", "{").replace("\\}", "}") : options.rest;
        Matcher m = Pattern.compile(source, options.has('f') ? 0 : Pattern.CASE_INSENSITIVE).matcher(key);
        if (!m.find()) {
            return options.has('n') ? options.found("") : Lookup.NOT_FOUND;
        }
        if (options.has('n')) {
            return Lookup.NOT_FOUND;
        }
        List<String> groups = new ArrayList<>();
        for (String n : options.value('s').isEmpty() ? new String[0] : options.value('s').split(",")) {
            groups.add(Optional.ofNullable(m.group(Integer.parseInt(n))).orElse(""));
        }
        return options.found(String.join(options.value('d'), groups));
    }

    private static Lookup arpa(String key) {
        String[] parts = key.split("\\.", -1);
        boolean address = parts.length == 4 && List.of(parts).stream().allMatch(p -> p.matches("\\d{1,3}") && Integer.parseInt(p) < 256);
        return address ? new Lookup.Found(parts[3] + "." + parts[2] + "." + parts[1] + "." + parts[0]) : Lookup.NOT_FOUND;
    }

    private static Lookup host(String key, Options options) {
        Matcher literal = Pattern.compile("\\[([0-9.]+)\\].*").matcher(key);
        String name = literal.matches() ? literal.group(1) : key.matches("[0-9.]+") ? "" : key.replaceFirst("\\.$", "");
        return HOSTS.stream().filter(names -> names.contains(name.toLowerCase(Locale.ROOT))).findFirst()
                .map(names -> options.found(names.get(0))).orElse(Lookup.NOT_FOUND);
    }

    private static Lookup user(Options options, String key) {
        if (options.has('v')) {
            return new Lookup.Unavailable("unknown column");
        }
        return USERS.contains(key.toLowerCase(Locale.ROOT)) ? options.found(key) : Lookup.NOT_FOUND;
    }

    private Lookup sequence(Options options, String key, List<String> arguments) {
        for (String member : options.rest.split("\\s+")) {
            Lookup result = lookup(member, key, arguments);
            if (!(result instanceof Lookup.NotFound)) {
                return result;
            }
        }
        return Lookup.NOT_FOUND;
    }
}
