package org.fingerpost.listener.smtp.extension;

import java.util.regex.Pattern;

/** Of what the sender wants to be told (RFC 3461 §4.1). */
final class NotifyParameter implements Parameter {

    private static final Pattern NOTIFY = Pattern.compile("NEVER|(SUCCESS|FAILURE|DELAY)(,(SUCCESS|FAILURE|DELAY)){0,2}",
            Pattern.CASE_INSENSITIVE);

    @Override
    public String keyword() {
        return "NOTIFY";
    }

    @Override
    public Extension extension() {
        return Extension.DSN;
    }

    @Override
    public void check(String value, Offering offering) throws BadParameter {
        if (!NOTIFY.matcher(value).matches()) {
            throw BadParameter.ofForm("NOTIFY is NEVER, or some of SUCCESS, FAILURE, DELAY");
        }
    }
}
