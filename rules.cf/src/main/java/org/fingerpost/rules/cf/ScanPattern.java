package org.fingerpost.rules.cf;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What F lines take from C's scanf: {@code %s}, {@code %[set]}, {@code %c}, all with a width or with {@code *} to skip, white space for any
 * white space, and other characters for themselves. The first conversion that is not skipped gives the value.
 */
final class ScanPattern {

    private static final Pattern CONVERSION = Pattern.compile("%(\\*)?(\\d{1,4})?(?:[sc]|\\[(\\^?\\]?[^\\]]*)\\])");

    /** Takes nothing. */
    static final ScanPattern NOTHING = new ScanPattern(Pattern.compile("(?!)()"));

    private final Pattern regex;

    private ScanPattern(Pattern regex) {
        this.regex = regex;
    }

    /** Empty if the format makes no sense. */
    static Optional<ScanPattern> of(String format) {
        StringBuilder regex = new StringBuilder();
        Matcher m = CONVERSION.matcher(format);
        boolean taken = false;
        for (int i = 0; i < format.length();) {
            if (m.find(i) && m.start() == i) {
                boolean takes = !taken && m.group(1) == null;
                regex.append(m.group().endsWith("s") ? "\\s*" : "").append(takes ? "(" : "(?:").append(conversion(m)).append(')');
                taken |= takes;
                i = m.end();
            } else {
                char c = format.charAt(i++);
                regex.append(LogicalLine.isSpace(c) ? "\\s*" : Pattern.quote(String.valueOf(c)));
            }
            if (taken) {
                break;
            }
        }
        try {
            return taken ? Optional.of(new ScanPattern(Pattern.compile(regex.toString()))) : Optional.empty();
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    private static String conversion(Matcher m) {
        if (m.group().endsWith("c")) {
            return ".{" + (m.group(2) == null ? 1 : Integer.parseInt(m.group(2))) + "}";
        }
        String set = m.group(3);
        String chars = set == null ? "\\S" : "[" + (set.startsWith("^") ? "^" + quoted(set.substring(1)) : quoted(set)) + "]";
        return chars + (m.group(2) == null ? "++" : "{1," + Math.max(1, Integer.parseInt(m.group(2))) + "}+");
    }

    /** Ranges keep their dash; all else that means something in a set of Java's does not in one of C's. */
    private static String quoted(String set) {
        return set.replaceAll("[\\[\\]\\\\^&]", "\\\\$0");
    }

    Optional<String> scan(String line) {
        Matcher m = regex.matcher(line);
        return m.lookingAt() && !m.group(1).isEmpty() ? Optional.of(m.group(1)) : Optional.empty();
    }
}
