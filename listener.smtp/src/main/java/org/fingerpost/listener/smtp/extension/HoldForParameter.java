package org.fingerpost.listener.smtp.extension;

import java.util.regex.Pattern;

/** For how many seconds the message is to be kept before it is delivered (RFC 4865 §3). */
final class HoldForParameter implements Parameter {

    private static final Pattern SECONDS = Pattern.compile("[1-9][0-9]{0,8}");

    @Override
    public String keyword() {
        return "HOLDFOR";
    }

    @Override
    public Extension extension() {
        return Extension.FUTURERELEASE;
    }

    @Override
    public void check(String value, Offering offering) throws BadParameter {
        if (!SECONDS.matcher(value).matches()) {
            throw BadParameter.ofForm("HOLDFOR is a number of seconds");
        }
        long most = offering.in().router().hold().toSeconds();
        if (Long.parseLong(value) > most) {
            throw BadParameter.ofForm("HOLDFOR is " + most + " at most");
        }
    }
}
