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
            keywords.put(parts[0].toUpperCase(Locale.ROOT), parts.length > 1 ? parts[1] : "");
        }
        return new Capabilities(keywords);
    }

    boolean offers(String keyword) {
        return keywords.containsKey(keyword);
    }

    /** The largest message that is taken, in octets (RFC 1870 §4); {@link Long#MAX_VALUE} if the server names none. */
    long maxSize() {
        String limit = keywords.getOrDefault("SIZE", "");
        long octets = limit.matches("\\d{1,18}") ? Long.parseLong(limit) : 0;
        return octets == 0 ? Long.MAX_VALUE : octets;
    }
}
