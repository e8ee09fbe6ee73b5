package org.fingerpost.api.policy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mailer as the policy knows it (the {@code M} line): a name, flags, limits, rewriting rule sets and an argument vector, and
 * which {@code Mailer} service they are for. Immutable.
 *
 * <p>{@code P=[name]} names the service; {@code P=[IPC]} is {@code smtp}, {@code P=[FILE]} is {@code file}. Any other path is a
 * program: it is for {@code prog} if its arguments have the recipients ({@code $u}), else it speaks SMTP and is for {@code smtp}.
 */
public final class MailerDefinition {

    /** As C reads one: what follows does not matter. */
    private static final Pattern LEADING_NUMBER = Pattern.compile("\\s*(\\d{1,18})");

    private final String name;
    private final String path;
    private final String flags;
    private final List<MacroText> arguments;
    private final Map<Character, String> equates;
    private final RuleSets senders;
    private final RuleSets recipients;

    /** The halves of {@code S=} or {@code R=}. */
    private record RuleSets(Optional<String> envelope, Optional<String> header) {

        /** @param value null if there is no such field */
        static RuleSets of(String value) {
            if (value == null) {
                return new RuleSets(Optional.empty(), Optional.empty());
            }
            String[] halves = value.split("/", 2);
            return new RuleSets(name(halves[0]), name(halves[halves.length - 1]));
        }

        private static Optional<String> name(String half) {
            String name = half.strip();
            return name.isEmpty() || name.equals("0") ? Optional.empty() : Optional.of(name);
        }
    }

    /**
     * @param name      as rules name it
     * @param path      {@code P=}
     * @param flags     {@code F=}: one char a flag, in any order
     * @param arguments {@code A=}, an argument an element, the first one (by convention the program's name) included
     * @param equates   all other fields, by their first letter in upper case but for {@code r=}; values without their quoting
     */
    public MailerDefinition(String name, String path, String flags, List<MacroText> arguments, Map<Character, String> equates) {
        this.name = name;
        this.path = path;
        this.flags = flags;
        this.arguments = List.copyOf(arguments);
        this.equates = Map.copyOf(equates);
        this.senders = RuleSets.of(equates.get('S'));
        this.recipients = RuleSets.of(equates.get('R'));
    }

    /**
     * The definition of a mailer that is there as a service and has none in the policy: many recipients at once, no rewriting.
     */
    public static MailerDefinition implicit(String name) {
        return new MailerDefinition(name, "[" + name + "]", "mDFM",
                List.of(MacroText.literal(name), MacroText.parse("$h"), MacroText.parse("$u")), Map.of());
    }

    /** As rules name it. */
    public String name() {
        return name;
    }

    /** {@code P=} as written. */
    public String path() {
        return path;
    }

    /** The name of the {@code Mailer} service that this definition is for; lower case. */
    public String service() {
        if (isProgram()) {
            return namesRecipients() ? "prog" : "smtp";
        }
        String inner = path.substring(1, path.length() - 1).toLowerCase(Locale.ROOT);
        return inner.equals("ipc") || inner.equals("tcp") ? "smtp" : inner;
    }

    /** Whether it is a program, of this machine, and not a service's own way. */
    public boolean isProgram() {
        return !path.startsWith("[") || !path.endsWith("]");
    }

    /** Otherwise recipients are told in a dialogue. */
    private boolean namesRecipients() {
        return arguments.stream().anyMatch(argument -> argument.mentions("u"));
    }

    /** {@code F=} as written. */
    public String flags() {
        return flags;
    }

    /** Whether {@code F=} has this flag; sendmail's meanings (Installation and Operation Guide §5.4). */
    public boolean has(char flag) {
        return flags.indexOf(flag) >= 0;
    }

    /** {@code A=}, macros not expanded. */
    public List<MacroText> arguments() {
        return arguments;
    }

    /** All fields but {@code P=}, {@code F=} and {@code A=}, without their quoting. */
    public Map<Character, String> equates() {
        return equates;
    }

    /** Another field without its quoting: {@code equate('D')} is {@code D=}. */
    public Optional<String> equate(char letter) {
        return Optional.ofNullable(equates.get(letter));
    }

    /** The rule set for sender addresses in the envelope: {@code S=}, its first half. Empty for none. */
    public Optional<String> senderEnvelopeRuleSet() {
        return senders.envelope();
    }

    /** The rule set for sender addresses in the header: {@code S=}, its second half. */
    public Optional<String> senderHeaderRuleSet() {
        return senders.header();
    }

    /** The rule set for recipient addresses in the envelope: {@code R=}, its first half. */
    public Optional<String> recipientEnvelopeRuleSet() {
        return recipients.envelope();
    }

    /** The rule set for recipient addresses in the header: {@code R=}, its second half. */
    public Optional<String> recipientHeaderRuleSet() {
        return recipients.header();
    }

    /** The largest message that it takes, in octets: {@code M=}; 0 for any size. */
    public long maxMessageBytes() {
        return number('M', 0);
    }

    /** How many recipients it takes in one attempt: 1 without flag {@code m}, else {@code r=}, else 100 as sendmail has it. */
    public int maxRecipients() {
        long limit = number('r', 0);
        return !has('m') ? 1 : limit > 0 ? (int) Math.min(Integer.MAX_VALUE, limit) : 100;
    }

    /** The longest line that it takes, in octets without the line end: {@code L=}, 990 with flag {@code L}; 0 for any length. */
    public int maxLineLength() {
        return (int) Math.min(number('L', has('L') ? 990 : 0), Integer.MAX_VALUE);
    }

    /** What its lines end with: {@code E=}, where {@code \n} and {@code \r} are written out; LF without it. */
    public String lineEnd() {
        return equate('E').map(end -> end.replace("\\n", "\n").replace("\\r", "\r")).filter(end -> !end.isEmpty()).orElse("\n");
    }

    private long number(char letter, long absent) {
        String value = equates.get(letter);
        if (value == null) {
            return absent;
        }
        Matcher digits = LEADING_NUMBER.matcher(value);
        return digits.lookingAt() ? Long.parseLong(digits.group(1)) : absent;
    }

    /** As an {@code M} line, for people and for comparing. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder("M").append(name).append(", P=").append(path).append(", F=").append(flags);
        new TreeMap<>(equates).forEach((letter, value) -> line.append(", ").append(letter).append('=').append(value));
        line.append(", A=");
        line.append(String.join(" ", arguments.stream().map(MacroText::source).toList()));
        return line.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MailerDefinition that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }
}
