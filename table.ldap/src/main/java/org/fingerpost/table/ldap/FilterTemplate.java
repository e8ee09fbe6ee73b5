package org.fingerpost.table.ldap;

import java.nio.charset.StandardCharsets;
import java.util.List;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;

import org.fingerpost.api.table.TableException;

/**
 * A filter with places for the key: {@code %s} and {@code %0}; {@code %1} to {@code %9} are the arguments of the look-up,
 * {@code %%} is a per cent sign. All that is put in is escaped, with {@code %s} too, which sendmail leaves as it is.
 */
final class FilterTemplate {

    private final String text;

    private FilterTemplate(String text) {
        this.text = text;
    }

    static FilterTemplate parse(String written) throws TableException {
        String text = written.startsWith("(") ? written : "(" + written + ")";
        FilterTemplate template = new FilterTemplate(text);
        try {
            template.filter("x", List.of("x", "x", "x", "x", "x", "x", "x", "x", "x"));
        } catch (LDAPException e) {
            throw new TableException("filter " + text + ": " + e.getMessage(), e);
        }
        return template;
    }

    Filter filter(String key, List<String> arguments) throws LDAPException {
        StringBuilder filter = new StringBuilder(text.length() + 2 * key.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%' || i + 1 == text.length()) {
                filter.append(c);
                continue;
            }
            char which = text.charAt(++i);
            if (which == 's' || which == '0') {
                escape(key, filter);
            } else if (which >= '1' && which <= '9') {
                escape(which - '0' <= arguments.size() ? arguments.get(which - '1') : "", filter);
            } else {
                filter.append(which == '%' ? "%" : "%" + which);
            }
        }
        return Filter.create(filter.toString());
    }

    /** RFC 4515 §3: every octet that is no letter, digit or harmless mark is written as its number. */
    private static void escape(String octets, StringBuilder out) {
        for (byte octet : octets.getBytes(StandardCharsets.ISO_8859_1)) {
            int c = octet & 0xff;
            boolean harmless = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "@.-_+=,".indexOf(c) >= 0;
            if (harmless) {
                out.append((char) c);
            } else {
                out.append(String.format("\\%02x", c));
            }
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
