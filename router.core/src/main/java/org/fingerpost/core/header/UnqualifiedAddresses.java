package org.fingerpost.core.header;

import java.util.List;

import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;

/** Addresses without a domain in the fields of a header: a submission server gives them one (RFC 6409 §6.1). */
public final class UnqualifiedAddresses {

    private static final List<String> FIELDS = List.of("From", "Sender", "Reply-To", "To", "Cc", "Bcc");
    private static final String RESENT = "Resent-";

    private UnqualifiedAddresses() {
    }

    /** The addresses that a field names, bare. */
    public static List<String> of(HeaderField field) {
        return AddressList.of(field.value()).addresses();
    }

    /** The address with that domain, if it is a name alone; what has a path or a route of any kind stays as it is. */
    public static String qualified(String address, String domain) {
        return address.isEmpty() || address.chars().anyMatch(c -> "@!%:/|".indexOf(c) >= 0) ? address : address + "@" + domain;
    }

    /** The header with all of them qualified; a field without any is as it was, to the octet. */
    public static Header in(Header header, String domain) {
        List<HeaderField> fields = header.fields().stream().map(field -> qualified(field, domain)).toList();
        return fields.equals(header.fields()) ? header : new Header(fields);
    }

    private static HeaderField qualified(HeaderField field, String domain) {
        String name = field.name().regionMatches(true, 0, RESENT, 0, RESENT.length())
                ? field.name().substring(RESENT.length()) : field.name();
        if (FIELDS.stream().noneMatch(name::equalsIgnoreCase)) {
            return field;
        }
        int colon = field.raw().indexOf(':') + 1;
        return new HeaderField(field.raw().substring(0, colon)
                + AddressList.of(field.raw().substring(colon)).qualified(domain));
    }
}
