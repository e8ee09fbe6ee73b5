package org.fingerpost.testmode;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.fingerpost.core.rewrite.OperatorTokens;

/** Where everything is printed, messages too, so that their order is seen. Octets in, octets out. */
final class Screen {

    /** Longer addresses are shown by their two ends. */
    private static final int MAX_SHOWN = 203;
    private static final int END_SHOWN = MAX_SHOWN / 2 - 1;
    /** Replies that sendmail prints the address before; to others it belongs already, or does not matter. */
    private static final Set<String> WITH_ADDRESS = Set.of("550", "553", "554");

    private static final Map<Character, String> OPERATORS = new HashMap<>();

    static {
        OPERATORS.put('\u0081', "$");
        OPERATORS.put('\u0082', "$&");
        OPERATORS.put('\u0085', "$(");
        OPERATORS.put('\u0086', "$)");
        String from90 = "*+-=~\0#@:>?|.[]";
        for (int i = 0; i < from90.length(); i++) {
            OPERATORS.put((char) (0x90 + i), "$" + (from90.charAt(i) == 0 ? "" : from90.charAt(i)));
        }
        OPERATORS.put('\u00ff', ""); // takes the next octet as it is
    }

    private final PrintStream out;

    Screen(PrintStream out) {
        this.out = out;
    }

    void print(String text) {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        out.write(octets, 0, octets.length);
    }

    void line(String text) {
        print(text + "\n");
    }

    void flush() {
        out.flush();
    }

    /** {@code NAME  input: token token}. */
    void step(String ruleSet, String what, List<String> tokens) {
        StringBuilder text = new StringBuilder(String.format("%-16.16s ", ruleSet)).append(what);
        tokens.forEach(token -> text.append(' ').append(visible(token)));
        line(text.toString());
    }

    /** A complaint about an address, with the reply code that decides whether the address is named first. */
    void complain(String code, String address, String text) {
        line(sevenBit((WITH_ADDRESS.contains(code) && !address.isEmpty() ? shortened(address) + "... " : "") + text));
    }

    /** Sendmail's replies were for SMTP, which had seven bits; NUL ends them. */
    static String sevenBit(String text) {
        return text.chars().map(c -> c & 0x7f).takeWhile(c -> c != 0).mapToObj(Character::toString).collect(Collectors.joining());
    }

    static String shortened(String text) {
        return text.length() <= MAX_SHOWN ? text
                : text.substring(0, END_SHOWN) + "..." + text.substring(text.length() - END_SHOWN);
    }

    /**
     * Octets from 0x80 on as {@code M-} and the one 0x80 below, or as the operators that sendmail has there; operators as
     * written.
     */
    static String visible(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        for (char c : text.toCharArray()) {
            if (OPERATORS.containsKey(c)) {
                shown.append(OPERATORS.get(c));
                continue;
            }
            if (c > 0xff) {
                shown.append(OperatorTokens.spelled(String.valueOf(c)));
                continue;
            }
            char low = (char) (c & 0x7f);
            shown.append(c >= 0x80 ? "M-" : "").append(low >= ' ' && low != 0x7f ? String.valueOf(low) : control(low));
        }
        return shown.toString();
    }

    /** Operators among other characters as the octets that sendmail has for them. */
    static String octets(String text) {
        if (text.chars().allMatch(c -> c <= 0xff)) {
            return text;
        }
        StringBuilder octets = new StringBuilder(text.length());
        for (char c : text.toCharArray()) {
            String spelled = OperatorTokens.spelled(String.valueOf(c));
            octets.append(OPERATORS.entrySet().stream().filter(operator -> operator.getValue().equals(spelled))
                    .map(Map.Entry::getKey).findFirst().orElse(c));
        }
        return octets.toString();
    }

    private static String control(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> "";
        };
    }
}
