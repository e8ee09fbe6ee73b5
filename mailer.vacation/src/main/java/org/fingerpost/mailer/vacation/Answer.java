package org.fingerpost.mailer.vacation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.apache.james.mime4j.codec.EncoderUtil;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.address.AddressFormatter;
import org.apache.james.mime4j.field.address.LenientAddressParser;
import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;

/**
 * An answer as it goes out (RFC 3834 §3).
 *
 * @param from    who is away: an address
 * @param name    the same for people; may be empty
 * @param to      who gets it: the reverse-path of what is answered
 * @param subject the header of what is answered
 */
record Answer(String from, String name, String to, Header subject, AwayMessage text) {

    private static final int MAX_SUBJECT = 200;
    /** RFC 5322 §3.6.4: how the answered message calls itself. */
    private static final Pattern MESSAGE_ID = Pattern.compile("<[!-;=?-~]{1,250}>");
    private static final int MAX_REFERENCES = 20;
    /** RFC 5322 §2.1.1. */
    private static final int MAX_LINE = 998;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.US);

    /** Lines end with CRLF. */
    byte[] octets(ZonedDateTime now) {
        AwayMessage said = text.about(octets(originalSubject()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        fields(said, now).forEach(field -> out.writeBytes(field.toBytes()));
        boolean typed = said.header().first("Content-Type").map(type -> type.value().toLowerCase(Locale.ROOT))
                .filter(type -> type.startsWith("text/")).isPresent();
        String body = typed ? said.body() : octets(Text.of(said.body()));
        boolean plain = Text.isAscii(body) && body.lines().allMatch(line -> line.length() <= MAX_LINE);
        put(out, "MIME-Version", "1.0");
        put(out, "Content-Type", typed ? said.header().first("Content-Type").get().value()
                : "text/plain; charset=" + (Text.isAscii(body) ? "us-ascii" : "utf-8"));
        put(out, "Content-Transfer-Encoding", plain ? "7bit" : "quoted-printable");
        out.writeBytes(new byte[] {'\r', '\n'});
        out.writeBytes(body(body, plain));
        return out.toByteArray();
    }

    private List<HeaderField> fields(AwayMessage said, ZonedDateTime now) {
        List<HeaderField> fields = new ArrayList<>();
        fields.add(address(said, "From").orElseGet(() -> HeaderField.of("From", name.isEmpty() ? from
                : EncoderUtil.encodeAddressDisplayName(name) + " <" + from + ">")));
        fields.add(HeaderField.of("To", "<" + to + ">"));
        fields.add(HeaderField.of("Subject", Text.encoded(said.header().first("Subject").map(field -> Text.of(field.value()))
                .orElseGet(this::automatic))));
        fields.add(HeaderField.of("Date", DATE.format(now)));
        messageId().ifPresent(id -> fields.add(HeaderField.of("In-Reply-To", id)));
        references().ifPresent(ids -> fields.add(HeaderField.of("References", ids)));
        fields.add(HeaderField.of("Auto-Submitted", "auto-replied"));
        address(said, "Reply-To").ifPresent(fields::add);
        said.header().fields().stream().filter(field -> !field.is("From") && !field.is("Subject") && !field.is("Reply-To")
                && !field.name().toLowerCase(Locale.ROOT).startsWith("content-"))
                .forEach(field -> fields.add(HeaderField.of(field.name(), Text.encoded(Text.of(field.value())))));
        return fields;
    }

    /** RFC 3834 §3.1.5. */
    private String automatic() {
        String original = originalSubject();
        return original.isEmpty() ? "Auto: your message" : "Auto: " + original;
    }

    private String originalSubject() {
        return subject.first("Subject").map(field -> Text.decoded(field.value(), MAX_SUBJECT)).orElse("");
    }

    /** An address of the person's own choice, which may have a name in any script; empty if it cannot be understood. */
    private static Optional<HeaderField> address(AwayMessage said, String field) {
        return said.header().first(field).flatMap(own -> {
            try {
                Mailbox mailbox = LenientAddressParser.DEFAULT.parseMailbox(Text.of(own.value()));
                String value = mailbox == null || mailbox.getAddress() == null ? "" : AddressFormatter.DEFAULT.encode(mailbox);
                return value.isEmpty() || !Text.isAscii(value) ? Optional.empty() : Optional.of(HeaderField.of(field, value));
            } catch (RuntimeException e) {
                return Optional.empty();
            }
        });
    }

    private Optional<String> messageId() {
        return subject.first("Message-ID").map(HeaderField::value).filter(id -> MESSAGE_ID.matcher(id).matches());
    }

    /** RFC 5322 §3.6.4: the thread, the answered message last; a long thread loses its middle. */
    private Optional<String> references() {
        return messageId().map(id -> {
            List<String> ids = new ArrayList<>(ids(subject.first("References").or(() ->
                    subject.first("In-Reply-To").filter(field -> ids(Optional.of(field)).size() == 1))));
            ids.remove(id);
            while (ids.size() >= MAX_REFERENCES) {
                ids.remove(1);
            }
            ids.add(id);
            return String.join("\r\n ", ids);
        });
    }

    private static List<String> ids(Optional<HeaderField> field) {
        Matcher ids = MESSAGE_ID.matcher(field.map(HeaderField::value).orElse(""));
        List<String> found = new ArrayList<>();
        while (ids.find()) {
            found.add(ids.group());
        }
        return found;
    }

    private static byte[] body(String octets, boolean plain) {
        String lines = octets.isEmpty() || octets.endsWith("\n") ? octets : octets + "\n";
        byte[] text = lines.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        if (plain) {
            return text;
        }
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            EncoderUtil.encodeQ(new ByteArrayInputStream(text), out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e); // arrays do not fail
        }
    }

    private static void put(ByteArrayOutputStream out, String name, String value) {
        out.writeBytes(HeaderField.of(name, value).toBytes());
    }

    /** Text as octets of UTF-8. */
    private static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
