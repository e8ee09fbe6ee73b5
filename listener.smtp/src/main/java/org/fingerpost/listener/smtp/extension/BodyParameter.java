package org.fingerpost.listener.smtp.extension;

import java.util.Locale;

/** What octets the content has: 7BIT, 8BITMIME (RFC 6152 §3) or BINARYMIME (RFC 3030 §3). */
final class BodyParameter implements Parameter {

    static final String BINARY = "BINARYMIME";

    @Override
    public String keyword() {
        return "BODY";
    }

    @Override
    public Extension extension() {
        return Extension.EIGHT_BIT_MIME;
    }

    @Override
    public void check(String value, Offering offering) throws BadParameter {
        boolean binary = offering.include(Extension.BINARYMIME);
        boolean known = switch (value.toUpperCase(Locale.ROOT)) {
            case "7BIT", "8BITMIME" -> true;
            case BINARY -> binary;
            default -> false;
        };
        if (!known) {
            throw BadParameter.ofForm(binary ? "BODY is 7BIT, 8BITMIME or BINARYMIME" : "BODY is 7BIT or 8BITMIME");
        }
    }
}
