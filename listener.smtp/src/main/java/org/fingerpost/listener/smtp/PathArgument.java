package org.fingerpost.listener.smtp;

import java.util.Map;

/**
 * The argument of MAIL or RCPT: {@code FROM:<address> parameters} (RFC 5321 §4.1.2).
 *
 * <p>Strict about the frame, which is what separates one command from another; what stands between the angle brackets is the
 * router's to judge, in any address syntax, source routes included. Blanks after the colon are tolerated.
 *
 * @param address    octets without the angle brackets; empty for {@code <>}
 * @param parameters keyword (upper case) to value (empty if none)
 */
record PathArgument(String address, Map<String, String> parameters) {

    /**
     * @param keyword {@code FROM} or {@code TO}
     * @param status  enhanced status of the refusal if the path cannot be read
     */
    static PathArgument parse(String keyword, String argument, String status) throws BadCommand {
        int prefix = keyword.length() + 1;
        if (!argument.regionMatches(true, 0, keyword + ":", 0, prefix)) {
            throw new BadCommand(501, "5.5.4", "expected " + keyword + ":<address>");
        }
        return parse(argument.substring(prefix).stripLeading(), status);
    }

    /** @param text {@code <address> parameters} */
    static PathArgument parse(String text, String status) throws BadCommand {
        int close = closingBracket(text);
        if (close < 0) {
            throw new BadCommand(501, status, "expected an address in angle brackets");
        }
        String rest = text.substring(close + 1);
        if (!rest.isEmpty() && rest.charAt(0) != ' ') {
            throw new BadCommand(501, "5.5.4", "expected a blank after the address");
        }
        return new PathArgument(text.substring(1, close), EsmtpParameters.parse(rest));
    }

    /** The address that VRFY is asked about: in angle brackets or alone. */
    static String addressOf(String text, String status) throws BadCommand {
        String address = text.startsWith("<") ? parse(text, status).address() : text;
        if (address.isEmpty()) {
            throw new BadCommand(501, "5.5.4", "expected an address");
        }
        return address;
    }

    /** Where the path that begins {@code text} ends; -1 if none does. Quotes and backslashes hide what they quote. */
    private static int closingBracket(String text) {
        if (!text.startsWith("<")) {
            return -1;
        }
        boolean quoted = false;
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '>') {
                return i;
            } else if (!quoted && (c == '<' || c == ' ' || c == '\t')) {
                return -1;
            }
        }
        return -1;
    }
}
