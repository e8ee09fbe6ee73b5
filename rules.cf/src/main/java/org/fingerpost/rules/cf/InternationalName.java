package org.fingerpost.rules.cf;

import java.net.IDN;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * A domain has two names if it has letters beyond ASCII (RFC 5890): one with those letters, in UTF-8, and one of ASCII, {@code
 * xn--…}. Which of them comes in an address is up to who writes it.
 */
final class InternationalName {

    private InternationalName() {
    }

    /** The other name of a domain, as octets; empty if it has but one, or is no domain. */
    static Optional<String> other(String name) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(name.getBytes(StandardCharsets.ISO_8859_1))).toString();
            boolean ascii = text.chars().allMatch(c -> c < 0x80);
            if (ascii && !text.toLowerCase(Locale.ROOT).contains("xn--")) {
                return Optional.empty();
            }
            String other = ascii ? new String(IDN.toUnicode(text).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
                    : IDN.toASCII(text);
            return Optional.of(other).filter(twin -> !twin.equals(name) && twin.chars().noneMatch(c -> c <= ' '));
        } catch (CharacterCodingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
