package org.fingerpost.queue.file;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The fields of one line of a control file, as {@link LineWriter} wrote them. */
final class Fields {

    private final Map<String, String> values = new HashMap<>();
    private final Map<String, String> parameters = new HashMap<>();

    /** @param line begins with {@code keyword} */
    Fields(String keyword, String line) throws DamagedException {
        if (!line.startsWith(keyword) || !line.startsWith(" ", keyword.length())) {
            throw new DamagedException("a line \"" + keyword + "\" is expected");
        }
        int begin = keyword.length() + 1;
        while (begin <= line.length()) {
            int blank = line.indexOf(' ', begin);
            int end = blank < 0 ? line.length() : blank;
            add(line, begin, end);
            begin = end + 1;
        }
    }

    String get(String key) throws DamagedException {
        return find(key).orElseThrow(() -> new DamagedException("the field \"" + key + "\" is missing"));
    }

    Optional<String> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    int number(String key) throws DamagedException {
        return Integer.parseInt(get(key));
    }

    Instant time(String key) throws DamagedException {
        return Instant.parse(get(key));
    }

    boolean flag(String key) throws DamagedException {
        String value = get(key);
        if (!value.equals("true") && !value.equals("false")) {
            throw new DamagedException("the field \"" + key + "\" is neither true nor false");
        }
        return Boolean.parseBoolean(value);
    }

    Map<String, String> parameters() {
        return parameters;
    }

    private void add(String line, int begin, int end) throws DamagedException {
        int equals = line.indexOf('=', begin);
        if (equals < 0 || equals >= end) {
            throw new DamagedException("a field without value");
        }
        String value = Encoding.decode(line.substring(equals + 1, end));
        if (line.charAt(begin) == LineWriter.PARAMETER) {
            parameters.put(Encoding.decode(line.substring(begin + 1, equals)), value);
        } else {
            values.put(line.substring(begin, equals), value);
        }
    }
}
