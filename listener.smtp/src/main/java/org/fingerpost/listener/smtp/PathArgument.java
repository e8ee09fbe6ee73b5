package org.fingerpost.listener.smtp;

import java.util.Map;
import java.util.function.Supplier;

import org.fingerpost.listener.smtp.extension.BadParameter;
import org.fingerpost.listener.smtp.extension.Offering;
import org.fingerpost.listener.smtp.extension.Parameters;
import org.fingerpost.listener.smtp.extension.Utf8;

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
     * @param lenient whether the angle brackets may be missing
     */
    static PathArgument parse(String keyword, String argument, String status, boolean lenient) throws BadCommand {
        int prefix = keyword.length() + 1;
        if (!argument.regionMatches(true, 0, keyword + ":", 0, prefix)) {
            throw new BadCommand(501, "5.5.4", "expected " + keyword + ":<address>");
        }
        String text = argument.substring(prefix).stripLeading();
        return parse(lenient ? inBrackets(text) : text, status);
    }

    /** What has no brackets and needs none to be understood gets them. */
    private static String inBrackets(String text) {
        int blank = text.indexOf(' ');
        String path = blank < 0 ? text : text.substring(0, blank);
        boolean plain = !path.isEmpty() && path.indexOf('<') < 0 && path.indexOf('>') < 0 && path.indexOf('"') < 0;
        return plain ? "<" + path + ">" + text.substring(path.length()) : text;
    }

    /** @param text {@code <address> parameters} */
    private static PathArgument parse(String text, String status) throws BadCommand {
        int close = closingBracket(text);
        if (close < 0) {
            throw new BadCommand(501, status, "expected an address in angle brackets");
        }
        String rest = text.substring(close + 1);
        if (!rest.isEmpty() && rest.charAt(0) != ' ') {
            throw new BadCommand(501, "5.5.4", "expected a blank after the address");
        }
        try {
            return new PathArgument(text.substring(1, close), Parameters.parse(rest));
        } catch (BadParameter e) {
            throw new BadCommand(e.code(), e.status(), e.getMessage());
        }
    }

    /** What VRFY or EXPN is asked about: in angle brackets or alone, and perhaps a parameter (RFC 6531 §3.7.4.2). */
    static PathArgument asked(String argument, String status) throws BadCommand {
        PathArgument asked;
        int blank = argument.lastIndexOf(' ');
        if (argument.startsWith("<")) {
            asked = parse(argument, status);
        } else if (blank > 0 && argument.substring(blank + 1).equalsIgnoreCase("SMTPUTF8")) {
            asked = new PathArgument(argument.substring(0, blank).stripTrailing(), Map.of("SMTPUTF8", ""));
        } else {
            asked = new PathArgument(argument, Map.of());
        }
        if (asked.address.isEmpty()) {
            throw new BadCommand(501, "5.5.4", "expected an address");
        }
        return asked;
    }

    /** Refuses parameters that are unknown, not offered now, or malformed; what is offered is asked if there are any. */
    void checkParameters(Parameters.Of of, Supplier<Offering> offers) throws BadCommand {
        try {
            Parameters.check(parameters, of, offers);
        } catch (BadParameter e) {
            throw new BadCommand(e.code(), e.status(), e.getMessage());
        }
    }

    /**
     * Refuses an address beyond ASCII if the client may not, or does not, write UTF-8 (RFC 6531 §3.4 to 3.6).
     *
     * @param utf8   whether it may
     * @param status of the refusal if it does not
     */
    void checkCharacters(boolean utf8, String status) throws BadCommand {
        if (!utf8 && !(Utf8.isAscii(address) && parameters.values().stream().allMatch(Utf8::isAscii))) {
            throw new BadCommand(553, "5.6.7", "addresses beyond ASCII need SMTPUTF8 (RFC 6531)");
        }
        if (!Utf8.isText(address) || !parameters.values().stream().allMatch(Utf8::isText)) {
            throw new BadCommand(501, status, "expected UTF-8");
        }
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
