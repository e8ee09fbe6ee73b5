package org.fingerpost.testmode;

import java.math.BigInteger;
import java.util.Optional;

import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.policy.RuleSetDefinition;

/** Rule sets as they are named in commands, and the numbers that sendmail has for those with a name only. */
final class RuleSetNames {

    /** Numbers that can be written; the ones above are for names, counted down from the last. */
    private static final int NUMBERS = 100;
    /** Octets of what is no name that are shown. */
    private static final int MAX_SHOWN = 20;
    private static final BigInteger LONGEST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final int LAST = 2 * NUMBERS - 1;

    private final Session session;

    RuleSetNames(Session session) {
        this.session = session;
    }

    /** The name that {@code text} begins with, if there is a rule set of that name; else it is complained of. */
    Optional<String> find(String text) {
        String name = text.strip();
        int end = 0;
        while (end < name.length() && isNameChar(name.charAt(end))) {
            end++;
        }
        name = name.substring(0, end);
        if (name.isEmpty() || name.charAt(0) == '_') {
            session.screen().line("invalid ruleset name: \"" + beginning(Screen.sevenBit(text.strip())) + "\"");
        } else if (Character.isDigit(name.charAt(0))) {
            return number(name);
        } else if (session.policy().ruleSet(name).isPresent()) {
            return Optional.of(name);
        }
        return Optional.empty();
    }

    /** A name as it is shown when there is no such rule set: a blank after the name ends it. */
    static String shown(String text) {
        int end = 0;
        while (end < text.length() && isNameChar(text.charAt(end))) {
            end++;
        }
        boolean cut = end > 0 && text.charAt(0) != '_' && end < text.length() && text.charAt(end) == ' ';
        return cut ? text.substring(0, end) : text;
    }

    private static String beginning(String text) {
        return text.substring(0, Math.min(MAX_SHOWN, text.length()));
    }

    private static boolean isNameChar(char c) {
        return c == '_' || c < 0x80 && Character.isLetterOrDigit(c);
    }

    private Optional<String> number(String name) {
        String digits = name.replaceFirst("\\D.*", "");
        BigInteger written = new BigInteger(digits);
        boolean tooLong = written.compareTo(LONGEST) > 0;
        int number = tooLong ? -1 : written.intValue(); // its low half, as sendmail takes it
        if (number >= 0 && number < NUMBERS) {
            return Optional.of(String.valueOf(number));
        }
        session.screen().line("bad ruleset " + number + " (" + NUMBERS + " max)"
                + (tooLong ? ": Numerical result out of range" : ""));
        return Optional.empty();
    }

    /** Its number, be it written or given. */
    int numberOf(String name) {
        Policy policy = session.policy();
        Optional<RuleSetDefinition> wanted = policy.ruleSet(name);
        if (wanted.isEmpty() || wanted.get().number().isPresent()) {
            return wanted.map(set -> set.number().getAsInt()).orElseGet(() -> Integer.valueOf(name));
        }
        int number = LAST;
        for (RuleSetDefinition set : policy.ruleSets().values()) {
            if (set.name().equals(wanted.get().name())) {
                break;
            }
            number -= set.number().isEmpty() ? 1 : 0;
        }
        return number;
    }
}
