package org.fingerpost.mailer.vacation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;

/**
 * What the absent person lets others know: a text, perhaps with header fields before it, as the classic program takes it.
 *
 * @param header fields of the person's own, octets; nothing that decides who gets the answer, or what it answers
 * @param body   octets; lines end with LF
 */
record AwayMessage(Header header, String body) {

    /** What an answer has of its own (RFC 3834 §3.1), and what would send it elsewhere. */
    private static final Set<String> OURS = Set.of("to", "cc", "bcc", "apparently-to", "return-path", "received",
            "auto-submitted", "in-reply-to", "references", "date", "message-id", "mime-version", "content-transfer-encoding",
            "sender", "errors-to", "return-receipt-to", "disposition-notification-to");

    /** @param octets a file; header fields count if an empty line follows them, and nothing else is before it */
    static AwayMessage parse(String octets) {
        String text = octets.replace("\r\n", "\n");
        List<String> fields = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            String line = text.substring(at, end < 0 ? text.length() : end);
            at = end < 0 ? text.length() : end + 1;
            if (line.isBlank()) {
                return fields.isEmpty() ? new AwayMessage(Header.EMPTY, text)
                        : new AwayMessage(header(fields), text.substring(at));
            }
            if (isContinuation(line) && !fields.isEmpty()) {
                fields.set(fields.size() - 1, fields.get(fields.size() - 1) + "\r\n " + line.strip());
            } else if (HeaderField.beginsField(line) && line.indexOf(' ') != 0) {
                fields.add(line);
            } else {
                return new AwayMessage(Header.EMPTY, text);
            }
        }
        return new AwayMessage(Header.EMPTY, text);
    }

    private static boolean isContinuation(String line) {
        return line.charAt(0) == ' ' || line.charAt(0) == '\t';
    }

    private static Header header(List<String> fields) {
        return new Header(fields.stream().map(field -> new HeaderField(field.replace("\r\n ", " ").replace('\r', ' ')))
                .filter(field -> isTheirs(field.name().toLowerCase(Locale.ROOT))).toList());
    }

    private static boolean isTheirs(String name) {
        return !OURS.contains(name) && !name.startsWith("resent-") && !name.startsWith("list-");
    }

    /** {@code $SUBJECT} in the text and in the fields is the subject of the message that is answered. @param subject octets */
    AwayMessage about(String subject) {
        return new AwayMessage(new Header(header.fields().stream()
                .map(field -> new HeaderField(field.raw().replace("$SUBJECT", subject))).toList()),
                body.replace("$SUBJECT", subject));
    }
}
