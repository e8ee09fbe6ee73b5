package org.fingerpost.rules.cf;

/**
 * A number as C reads it at the beginning of a text: what follows the digits does not matter, and what is too large wraps.
 *
 * @param isThere   whether there are any digits
 * @param value     0 if there are none
 * @param objection what the system says if it is beyond all bounds, after a colon; else empty
 */
record CNumber(boolean isThere, int value, String objection) {

    private static final int MAX_DIGITS = 18;

    static CNumber leading(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        if (end == 0) {
            return new CNumber(false, 0, "");
        }
        return end > MAX_DIGITS ? new CNumber(true, -1, ": Numerical result out of range")
                : new CNumber(true, (int) Long.parseLong(text.substring(0, end)), "");
    }
}
