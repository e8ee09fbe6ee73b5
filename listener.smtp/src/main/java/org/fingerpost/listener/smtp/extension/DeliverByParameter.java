package org.fingerpost.listener.smtp.extension;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** In how many seconds the message is to be delivered, else returned (R) or told of (N), each hop told of (T): RFC 2852 §4. */
final class DeliverByParameter implements Parameter {

    private static final Pattern BY = Pattern.compile("([-+]?)([0-9]{1,9});([NR])T?", Pattern.CASE_INSENSITIVE);

    @Override
    public String keyword() {
        return "BY";
    }

    @Override
    public Extension extension() {
        return Extension.DELIVERBY;
    }

    @Override
    public void check(String value, Offering offering) throws BadParameter {
        Matcher by = BY.matcher(value);
        if (!by.matches()) {
            throw BadParameter.ofForm("BY is a number of seconds, a semicolon, R or N, and T if each hop is to be told of");
        }
        boolean past = by.group(1).equals("-") || Integer.parseInt(by.group(2)) == 0;
        if (past && by.group(3).equalsIgnoreCase("R")) {
            throw BadParameter.ofForm("BY in mode R is a number of seconds greater than 0");
        }
    }
}
