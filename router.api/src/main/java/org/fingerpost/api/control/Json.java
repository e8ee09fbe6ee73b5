package org.fingerpost.api.control;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Writes JSON (RFC 8259): maps as objects in their order, lists as arrays, strings, numbers, booleans and null. The text is
 * ASCII: every other char is written by its number, so an octet of an address is always one of U+0000 to U+00FF.
 */
public final class Json {

    private final StringBuilder out = new StringBuilder();

    private Json() {
    }

    /** @throws IllegalArgumentException if {@code value} holds anything else */
    public static String write(Object value) {
        Json json = new Json();
        json.value(value);
        return json.out.toString();
    }

    private void value(Object value) {
        if (value instanceof Map<?, ?> map) {
            object(map);
        } else if (value instanceof List<?> list) {
            array(list);
        } else if (value instanceof String text) {
            string(text);
        } else if (value == null || value instanceof Boolean || value instanceof Integer || value instanceof Long) {
            out.append(value);
        } else {
            throw new IllegalArgumentException("no JSON for " + value.getClass());
        }
    }

    private void object(Map<?, ?> map) {
        out.append('{');
        for (Iterator<? extends Map.Entry<?, ?>> i = map.entrySet().iterator(); i.hasNext();) {
            Map.Entry<?, ?> member = i.next();
            string((String) member.getKey());
            out.append(':');
            value(member.getValue());
            out.append(i.hasNext() ? "," : "");
        }
        out.append('}');
    }

    private void array(List<?> list) {
        out.append('[');
        for (Iterator<?> i = list.iterator(); i.hasNext();) {
            value(i.next());
            out.append(i.hasNext() ? "," : "");
        }
        out.append(']');
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
