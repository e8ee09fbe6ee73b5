package org.fingerpost.core.header;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;

/** The recipients that a header names, for {@code sendmail -t}. */
public final class RecipientFields {

    private RecipientFields() {
    }

    /**
     * The addresses of To, Cc and Bcc, or, if anything in the header has been resent, of Resent-To, Resent-Cc and Resent-Bcc
     * (RFC 5322 §3.6.6): bare ({@code user@host}), octets, in the order of the message, duplicates included.
     */
    public static List<String> addresses(Header header) {
        List<String> names = FieldNames.isResent(header) ? FieldNames.RESENT_RECIPIENTS : FieldNames.RECIPIENTS;
        return header.fields().stream().filter(field -> names.stream().anyMatch(field::is))
                .flatMap(field -> AddressList.of(field.value()).addresses().stream()).toList();
    }

    /**
     * The header without Bcc and Resent-Bcc. If no other field names recipients, an empty {@code Bcc:} stays, as in sendmail:
     * RFC 822 wants one such field.
     */
    public static Header withoutBcc(Header header) {
        HeaderField first = first(header, FieldNames::isBcc);
        if (first == null) {
            return header;
        }
        if (first(header, FieldNames::namesVisibleRecipients) != null) {
            return header.without(FieldNames::isBcc);
        }
        HeaderField empty = new HeaderField(first.name() + ":");
        return new Header(header.without(field -> FieldNames.isBcc(field) && field != first).fields().stream()
                .map(field -> field == first ? empty : field).toList());
    }

    /** Null if there is none. */
    private static HeaderField first(Header header, Predicate<HeaderField> wanted) {
        for (HeaderField field : header.fields()) {
            if (wanted.test(field)) {
                return field;
            }
        }
        return null;
    }

    /**
     * The header with what RFC 822 wants where no field names recipients, put after all others.
     *
     * @param action     option {@code NoRecipientAction}: {@code add-to}, {@code add-apparently-to},
     *                   {@code add-to-undisclosed} or {@code add-bcc}, in any case; anything else adds nothing
     * @param recipients as they were submitted
     */
    public static Header completed(Header header, String action, List<String> recipients) {
        if (first(header, field -> FieldNames.namesVisibleRecipients(field) || FieldNames.isBcc(field)) != null) {
            return header;
        }
        List<HeaderField> fields = new ArrayList<>(header.fields());
        switch (action.strip().toLowerCase(Locale.ROOT)) {
            case "add-to" -> recipients.forEach(each -> FieldText.field("To", each).ifPresent(fields::add));
            case "add-apparently-to" -> recipients.forEach(each -> FieldText.field("Apparently-To", each).ifPresent(fields::add));
            case "add-to-undisclosed" -> fields.add(new HeaderField("To: undisclosed-recipients:;"));
            case "add-bcc" -> fields.add(new HeaderField("Bcc:"));
            default -> { }
        }
        return new Header(fields);
    }
}
