package org.fingerpost.listener.smtp.extension;

import java.math.BigInteger;
import java.util.regex.Pattern;

/** How large the message will be, roughly (RFC 1870 §4). */
final class SizeParameter implements Parameter {

    /** RFC 1870 §4: up to twenty digits. */
    private static final Pattern SIZE = Pattern.compile("[0-9]{1,20}");

    @Override
    public String keyword() {
        return "SIZE";
    }

    @Override
    public Extension extension() {
        return Extension.SIZE;
    }

    @Override
    public void check(String value, Offering offering) throws BadParameter {
        if (!SIZE.matcher(value).matches()) {
            throw BadParameter.ofForm("SIZE is a number of octets");
        }
    }

    /** Whether {@code value}, of the proper form, is more than {@code maxBytes}; 0 is no limit. */
    static boolean exceeds(String value, long maxBytes) {
        return maxBytes > 0 && new BigInteger(value).compareTo(BigInteger.valueOf(maxBytes)) > 0;
    }
}
