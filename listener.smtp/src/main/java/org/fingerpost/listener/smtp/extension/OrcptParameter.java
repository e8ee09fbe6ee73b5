package org.fingerpost.listener.smtp.extension;

import java.util.Locale;
import java.util.regex.Pattern;

import org.fingerpost.api.mail.Xtext;

/** What the recipient's address was at first: a type and an address (RFC 3461 §4.2, RFC 6533 §3). */
final class OrcptParameter implements Parameter {

    private static final int MAX = 500;
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]*");
    /** RFC 6533 §3: a letter beyond ASCII, where it cannot be written as it is. */
    private static final Pattern UNICODE =
            Pattern.compile("(?:[^\\\\]|\\\\x\\{(?:[1-9A-F][0-9A-F]{1,4}|10[0-9A-F]{4})\\})+");
    private static final Pattern BEYOND_ASCII = Pattern.compile("[\\x80-\\xff]");

    @Override
    public String keyword() {
        return "ORCPT";
    }

    @Override
    public Extension extension() {
        return Extension.DSN;
    }

    @Override
    public void check(String value, Offering offering) throws BadParameter {
        int semicolon = value.indexOf(';');
        String type = value.substring(0, Math.max(0, semicolon));
        String address = value.substring(semicolon + 1);
        if (value.length() > MAX || !TYPE.matcher(type).matches()
                || !(type.toLowerCase(Locale.ROOT).equals("utf-8") ? isInternational(address) : Xtext.isXtext(address))) {
            throw BadParameter.ofForm("ORCPT is a type, a semicolon and an address in xtext, " + MAX + " characters at most");
        }
    }

    /** Octets beyond ASCII get this far in a command with SMTPUTF8 only, and are UTF-8. */
    private static boolean isInternational(String address) {
        return Xtext.isXtext(BEYOND_ASCII.matcher(address).replaceAll("x")) && UNICODE.matcher(address).matches();
    }
}
