package org.fingerpost.core.rewrite;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What no address may be, whatever the rules say. */
final class MailboxSyntax {

    /** Octets: sendmail's MAXNAME less the final NUL; RFC 5321 §4.5.3.1.3 has 256 with the angle brackets. */
    private static final int MAX_LENGTH = 255;

    private MailboxSyntax() {
    }

    /** What is wrong with an address as it came, if anything. */
    static Optional<String> problem(String address) {
        if (address.length() > MAX_LENGTH) {
            return Optional.of("Address too long (" + MAX_LENGTH + " octets at most)");
        }
        return address.chars().anyMatch(c -> c > 0xff) || hasControls(address)
                ? Optional.of("8-bit character in mailbox address") : Optional.empty();
    }

    /**
     * 0x80 to 0x9f are control characters in every one of the ISO 8859 sets, and U+0080 to U+009F in UTF-8 (RFC 6531), where
     * those octets are parts of letters.
     */
    private static boolean hasControls(String octets) {
        return octets.chars().anyMatch(MailboxSyntax::isControl)
                && utf8(octets).filter(text -> text.chars().noneMatch(MailboxSyntax::isControl)).isEmpty();
    }

    private static boolean isControl(int c) {
        return c >= 0x80 && c < 0xa0;
    }

    private static Optional<String> utf8(String octets) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1))).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** What is wrong with a part of a route, if anything: it goes into commands and argument vectors. */
    static Optional<String> problemOfResult(String part) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c < ' ' || c == 0x7f || c > 0xff) {
                return Optional.of("Syntax error in mailbox address (non-printable characters)");
            }
        }
        return Optional.empty();
    }
}
