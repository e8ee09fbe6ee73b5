package org.fingerpost.mailer.vacation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who has been answered, and when; and who never is. Text, a line for each: seconds since 1970 or {@code never}, a blank, and the
 * address in small letters, percent signs, blanks and what is not printable as {@code %xx}. Immutable.
 */
final class AnsweredList {

    static final AnsweredList EMPTY = new AnsweredList(Map.of());

    private static final Pattern LINE = Pattern.compile("(\\d{1,12}|never) ([!-~]{1,3000})");
    private static final Pattern ESCAPE = Pattern.compile("%([0-9a-f]{2})");
    /** That of those who are never answered. */
    private static final Instant NEVER = Instant.MAX;

    /** In the order in which they were answered. */
    private final Map<String, Instant> answered;

    private AnsweredList(Map<String, Instant> answered) {
        this.answered = answered;
    }

    /** @throws IllegalArgumentException if a line is none of ours; the message has its number */
    static AnsweredList parse(List<String> lines) {
        Map<String, Instant> answered = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Matcher entry = LINE.matcher(line);
            if (!entry.matches()) {
                throw new IllegalArgumentException("line " + (i + 1) + " is not a time and an address");
            }
            answered.put(unescaped(entry.group(2)), entry.group(1).equals("never") ? NEVER
                    : Instant.ofEpochSecond(Long.parseLong(entry.group(1))));
        }
        return new AnsweredList(answered);
    }

    /** As {@link #parse} reads it. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("# Whom vacation has answered, and when (seconds since 1970); \"never\" before those whom it never answers.");
        answered.forEach((address, when) ->
                lines.add((when.equals(NEVER) ? "never" : String.valueOf(when.getEpochSecond())) + " " + escaped(address)));
        return lines;
    }

    /** Whether the address, or everybody at its domain, is never answered. */
    boolean isExcluded(String address) {
        String key = key(address);
        return NEVER.equals(answered.get(key)) || NEVER.equals(answered.get(key.substring(Math.max(0, key.lastIndexOf('@')))));
    }

    Optional<Instant> lastAnswer(String address) {
        return Optional.ofNullable(answered.get(key(address))).filter(when -> !when.equals(NEVER));
    }

    /** Without what is older than {@code interval}; clocks that were wrong are put right. */
    AnsweredList current(Instant now, Duration interval) {
        Map<String, Instant> kept = new LinkedHashMap<>();
        answered.forEach((address, when) -> {
            Instant known = when.equals(NEVER) || !when.isAfter(now) ? when : now;
            if (known.equals(NEVER) || known.plus(interval).isAfter(now)) {
                kept.put(address, known);
            }
        });
        return new AnsweredList(kept);
    }

    /** @param entries {@link Instant#MAX} for who is never answered */
    void forEach(BiConsumer<String, Instant> entries) {
        answered.forEach(entries);
    }

    int size() {
        return answered.size();
    }

    AnsweredList with(String address, Instant when) {
        Map<String, Instant> changed = new LinkedHashMap<>(answered);
        changed.remove(key(address));
        changed.put(key(address), when);
        return new AnsweredList(changed);
    }

    AnsweredList without(String address) {
        Map<String, Instant> changed = new LinkedHashMap<>(answered);
        changed.remove(key(address));
        return new AnsweredList(changed);
    }

    /** @param address or {@code @domain} for all of that domain */
    AnsweredList excluding(String address) {
        return with(address, NEVER);
    }

    private static String key(String address) {
        return address.toLowerCase(Locale.ROOT);
    }

    private static String escaped(String address) {
        StringBuilder text = new StringBuilder();
        for (char c : address.toCharArray()) {
            if (c <= ' ' || c > '~' || c == '%') {
                text.append(String.format(Locale.ROOT, "%%%02x", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text).replaceAll(hex ->
                Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(hex.group(1), 16))));
    }
}
