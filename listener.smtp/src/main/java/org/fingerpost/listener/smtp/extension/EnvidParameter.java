package org.fingerpost.listener.smtp.extension;

import org.fingerpost.api.mail.Xtext;

/** By what name the sender knows the message (RFC 3461 §4.4). */
final class EnvidParameter implements Parameter {

    private static final int MAX = 100;

    @Override
    public String keyword() {
        return "ENVID";
    }

    @Override
    public Extension extension() {
        return Extension.DSN;
    }

    @Override
    public void check(String value, Offering offering) throws BadParameter {
        if (value.length() > MAX || !Xtext.isXtext(value)) {
            throw BadParameter.ofForm("ENVID is xtext of 1 to " + MAX + " characters");
        }
    }
}
