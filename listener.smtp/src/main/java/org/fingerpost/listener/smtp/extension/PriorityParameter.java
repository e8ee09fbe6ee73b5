package org.fingerpost.listener.smtp.extension;

import java.util.regex.Pattern;

/** How urgent the message is, from -9 to 9 (RFC 6710 §4). What of it is granted is the router's to say. */
final class PriorityParameter implements Parameter {

    private static final Pattern PRIORITY = Pattern.compile("-?[1-9]|0");

    @Override
    public String keyword() {
        return "MT-PRIORITY";
    }

    @Override
    public Extension extension() {
        return Extension.MT_PRIORITY;
    }

    @Override
    public void check(String value, Offering offering) throws BadParameter {
        if (!PRIORITY.matcher(value).matches()) {
            throw BadParameter.ofForm("MT-PRIORITY is a number from -9 to 9");
        }
    }
}
