package org.fingerpost.listener.smtp.extension;

/** How much of the message reports are to have (RFC 3461 §4.3). */
final class RetParameter implements Parameter {

    @Override
    public String keyword() {
        return "RET";
    }

    @Override
    public Extension extension() {
        return Extension.DSN;
    }

    @Override
    public void check(String value, Offering offering) throws BadParameter {
        if (!value.equalsIgnoreCase("FULL") && !value.equalsIgnoreCase("HDRS")) {
            throw BadParameter.ofForm("RET is FULL or HDRS");
        }
    }
}
