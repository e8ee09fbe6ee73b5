package org.fingerpost.mailer.smtp;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a server offers in its reply to EHLO (RFC 5321 §4.1.1.1).
 *
 * @param keywords in upper case, each with its parameters as written
 */
record Capabilities(Map<String, String> keywords) {

    static final Capabilities NONE = new Capabilities(Map.of());

    Capabilities {
        keywords = Map.copyOf(keywords);
    }

    static Capabilities of(Reply ehlo) {
        Map<String, String> keywords = new HashMap<>();
        List<String> lines = ehlo.lines();
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.strip().split("\\s+", 2);
            String keyword = parts[0].toUpperCase(Locale.ROOT);
            String parameters = parts.length > 1 ? parts[1] : "";
            if (keyword.startsWith("AUTH=")) { // how it was said before RFC 2554; a few still do, beside the right way
                keywords.merge("AUTH", keyword.substring(5) + " " + parameters, (a, b) -> a + " " + b);
            } else if (keyword.equals("AUTH")) {
                keywords.merge(keyword, parameters, (a, b) -> a + " " + b);
            } else {
                keywords.put(keyword, parameters);
            }
        }
        return new Capabilities(keywords);
    }

    boolean offers(String keyword) {
        return keywords.containsKey(keyword);
    }

    /** The largest message that is taken, in octets (RFC 1870 §4); {@link Long#MAX_VALUE} if the server names none. */
    long maxSize() {
        long octets = number(keywords.getOrDefault("SIZE", ""));
        return octets == 0 ? Long.MAX_VALUE : octets;
    }

    /** The least time that it takes for a delivery, in seconds (RFC 2852 §2); 0 if it names none. */
    long leastDeliverBy() {
        return number(keywords.getOrDefault("DELIVERBY", ""));
    }

    /**
     * One of the limits {@code RCPTMAX}, {@code RCPTDOMAINMAX}, {@code MAILMAX} (RFC 9422 §4); the largest int if it has none.
     */
    int limit(String name) {
        String limits = keywords.get("LIMITS");
        if (limits == null) {
            return Integer.MAX_VALUE;
        }
        for (String limit : limits.split("\\s+")) {
            if (limit.regionMatches(true, 0, name + "=", 0, name.length() + 1)) {
                long value = number(limit.substring(name.length() + 1));
                return value == 0 ? Integer.MAX_VALUE : (int) Math.min(value, Integer.MAX_VALUE);
            }
        }
        return Integer.MAX_VALUE;
    }

    /** Whether it knows this SASL mechanism; in upper case. */
    boolean authenticatesBy(String mechanism) {
        return List.of(keywords.getOrDefault("AUTH", "").toUpperCase(Locale.ROOT).split("\\s+")).contains(mechanism);
    }

    /** 0 for what is no number. */
    private static long number(String text) {
        int end = 0;
        while (end < text.length() && end < 18 && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end == 0 || end < text.length() && text.charAt(end) != ' ' ? 0 : Long.parseLong(text, 0, end, 10);
    }
}
