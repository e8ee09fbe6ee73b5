package org.fingerpost.table.standard;

import java.io.IOException;
import java.util.HexFormat;

/** How tcp_table(5) writes octets that are a per cent sign, white space or not printable: {@code %20}. */
final class PercentCode {

    private PercentCode() {
    }

    static String encode(String octets) {
        StringBuilder out = new StringBuilder(octets.length() + 16);
        for (int i = 0; i < octets.length(); i++) {
            char c = octets.charAt(i);
            if (c > ' ' && c < 0x7f && c != '%') {
                out.append(c);
            } else {
                out.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) (c & 0xff)));
            }
        }
        return out.toString();
    }

    /** @throws IOException if two digits are missing after a per cent sign */
    static String decode(String text) throws IOException {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                out.append(c);
                continue;
            }
            if (i + 2 >= text.length() || !HexFormat.isHexDigit(text.charAt(i + 1))
                    || !HexFormat.isHexDigit(text.charAt(i + 2))) {
                throw new IOException("the answer has a per cent sign without two digits");
            }
            out.append((char) HexFormat.fromHexDigits(text, i + 1, i + 3));
            i += 2;
        }
        return out.toString();
    }
}
