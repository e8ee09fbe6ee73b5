package org.fingerpost.rules.cf;

/** How lines other than S name a rule set: by a number below 100 or by a name. */
final class RuleSetNames {

    private static final int SHOWN = 20;

    /**
     * What names a rule set.
     *
     * @param name      the name, or the number without leading zeros; empty if nothing does
     * @param end       the index after it
     * @param objection sendmail's words if nothing does; else empty
     */
    record Named(String name, int end, String objection) {
    }

    private RuleSetNames() {
    }

    static Named scan(String text, int from) {
        int start = from;
        while (start < text.length() && LogicalLine.isSpace(text.charAt(start))) {
            start++;
        }
        int end = start;
        boolean number = start < text.length() && isDigit(text.charAt(start));
        boolean letter = start < text.length() && Names.isAlphanumeric(text.charAt(start));
        while (letter && end < text.length() && (number ? isDigit(text.charAt(end)) : isName(text.charAt(end)))) {
            end++;
        }
        String name = text.substring(start, end);
        if (name.isEmpty()) {
            return new Named("", end, "invalid ruleset name: \"" + text.substring(start, Math.min(text.length(), start
                    + SHOWN)) + "\"");
        }
        if (!number) {
            return new Named(name, end, "");
        }
        CNumber parsed = CNumber.leading(name);
        return parsed.value() >= 0 && parsed.value() <= RuleSetDrafts.MAX_NUMBER ? new Named(String.valueOf(parsed.value()),
                end, "")
                : new Named("", end, "bad ruleset " + parsed.value() + " (" + (RuleSetDrafts.MAX_NUMBER + 1) + " max)"
                        + parsed.objection());
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isName(char c) {
        return Names.isAlphanumeric(c) || c == '_';
    }
}
