package org.fingerpost.listener.smtp.extension;

import org.fingerpost.api.mail.Xtext;

/** Who submitted the message at first, or {@code <>} if that is not known (RFC 4954 §5). */
final class AuthParameter implements Parameter {

    private static final int MAX = 500;

    @Override
    public String keyword() {
        return "AUTH";
    }

    @Override
    public Extension extension() {
        return Extension.AUTH;
    }

    @Override
    public void check(String value, Offering offering) throws BadParameter {
        if (!value.equals("<>") && (value.length() > MAX || !Xtext.isXtext(value))) {
            throw BadParameter.ofForm("AUTH is <> or an address in xtext, " + MAX + " characters at most");
        }
    }
}
