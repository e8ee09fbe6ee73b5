package org.fingerpost.core.rewrite;

/**
 * What stands around an address in a header: a phrase, angle brackets, comments, the name of a group. The address may be replaced
 * and the rest stays, repaired where it is unbalanced, and quoted where it has to be once there are brackets.
 *
 * @param before  ends where the address begins
 * @param address without its brackets and whatever stands outside of them; comments inside are left in
 * @param after   begins where the address ended
 * @param hasAddress whether there is an address at all, be it only a blank
 * @param fits       whether sendmail has room for it: 255 octets with two for the address, and nothing copied after a quoted
 *                   string
 */
record AddressFrame(String before, String address, String after, boolean hasAddress, boolean fits) {

    private static final int ROOM = 256;
    private static final int ADDRESS_ROOM = 2;

    /** @param colonOk whether a colon is part of an address ({@code host:user}) or ends the name of a group */
    static AddressFrame of(String text, boolean colonOk) {
        return new Cracker(text.strip(), colonOk).frame();
    }

    /**
     * One pass from left to right. Until it meets an angle bracket it takes all that is no comment for the address; at a bracket
     * or a group's colon it changes its mind, and what it took for the address is a phrase.
     */
    private static final class Cracker {

        /** Sendmail's MustQuoteChars: what a phrase may hold in quotes only. */
        private static final String MUST_QUOTE = "@,;:\\()[].'";

        private final String text;
        private final boolean colonOk;
        private final StringBuilder out = new StringBuilder();
        private int at;
        /** Where the address goes in {@code out}; -1 until its first character is met. */
        private int slot = -1;
        /** Where the phrase of this address begins, in the text and in {@code out}: after the name of a group. */
        private int phraseStart;
        private int outStart;
        private int addressStart;
        private int addressEnd = -1;
        private int comments;
        /** What is copied: the insides of comments, and all that follows a closing bracket. */
        private int copying;
        private int brackets;
        private boolean inAngles;
        private boolean angleSeen;
        private boolean colonSeen;
        private boolean quoted;
        private boolean openQuote;
        private boolean mustQuote;
        /** As sendmail has it: once a quoted string is copied there is no room for more. */
        private boolean full;
        private boolean lost;

        Cracker(String text, boolean colonOk) {
            this.text = text;
            this.colonOk = colonOk;
        }

        AddressFrame frame() {
            while (at < text.length()) {
                take(text.charAt(at++));
            }
            out.append(openQuote ? "\"" : "").append(")".repeat(comments)).append(inAngles ? ">" : "");
            int split = slot < 0 ? out.length() : slot;
            String address = text.substring(addressStart, addressEnd < 0 ? text.length() : addressEnd);
            return new AddressFrame(out.substring(0, split), address.strip(), out.substring(split), slot >= 0,
                    !lost && size() < ROOM);
        }

        private void put(String text) {
            text.chars().forEach(c -> put((char) c));
        }

        private void put(char c) {
            lost |= full || size() >= ROOM - comments - (inAngles ? 1 : 0);
            out.append(c);
        }

        private int size() {
            return out.length() + (slot < 0 ? 0 : ADDRESS_ROOM);
        }

        private void take(char c) {
            if (copying > 0) {
                put(c);
            }
            if (c == '\\') {
                backslash();
            } else if (c == '"' && comments == 0) {
                quoted = !quoted;
                openQuote ^= copying > 0;
                full |= copying > 0;
            } else if (quoted) {
                addressChar();
            } else if (c == '(' || comments > 0) {
                comment(c);
            } else if (c == ':' && isGroupColon()) {
                colon();
            } else if (c == '<') {
                openAngle();
            } else if (c == '>') {
                closeAngle();
            } else {
                other(c);
            }
        }

        private void backslash() {
            mustQuote |= comments == 0 && !quoted;
            if (at < text.length()) {
                char c = text.charAt(at++);
                if (copying > 0) {
                    put(c);
                }
            }
            addressChar();
        }

        private void comment(char c) {
            if (c == '(') {
                comments++;
                if (copying++ == 0) {
                    put(out.length() > outStart || slot >= 0 ? " (" : "(");
                }
            } else if (c == ')') {
                comments--;
                copying--;
            }
        }

        private boolean isGroupColon() {
            return !inAngles && brackets <= 0 && !colonSeen && !colonOk;
        }

        private void colon() {
            if (at < text.length() && (text.charAt(at) == ':' || text.charAt(at) == '.')) {
                mustQuote = true; // DECnet: host::user, host:.domain
                if (copying > 0) {
                    put(":" + text.charAt(at));
                }
                at++;
                addressChar();
                return;
            }
            colonSeen = true;
            phrase(':');
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                put(text.charAt(at++));
            }
            outStart = out.length();
            phraseStart = at;
            addressStart = at;
            addressEnd = -1;
        }

        private void openAngle() {
            mustQuote |= angleSeen; // the first of two is no bracket but part of the phrase
            angleSeen = true;
            inAngles = true;
            phrase('<');
            addressStart = at;
            addressEnd = -1;
        }

        /** All since the phrase's start, and the delimiter, were no address. */
        private void phrase(char delimiter) {
            String phrase = text.substring(phraseStart, at - 1);
            String bare = phrase.stripTrailing();
            out.setLength(outStart);
            slot = -1;
            boolean quote = mustQuote && !bare.isEmpty();
            put(quote ? '"' + bare.replace("\"", "\\\"") + '"' + phrase.substring(bare.length()) : phrase);
            put(delimiter);
            copying = 0;
            mustQuote = false;
        }

        private void closeAngle() {
            if (!inAngles) {
                if (copying > 0) {
                    out.setLength(out.length() - 1);
                }
                mustQuote = true;
                return;
            }
            inAngles = false;
            addressEnd = at - 1;
            if (copying++ == 0) {
                put('>');
            }
        }

        private void other(char c) {
            if (c == ')' && copying > 0) {
                out.setLength(out.length() - 1);
            }
            brackets += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (c == ';' && copying == 0 && !colonOk) {
                put(c);
                addressEnd = addressEnd < 0 && colonSeen ? at - 1 : addressEnd;
            }
            mustQuote |= MUST_QUOTE.indexOf(c) >= 0;
            addressChar();
        }

        private void addressChar() {
            if (copying == 0 && slot < 0) {
                if (out.length() > 0 && out.charAt(out.length() - 1) == ')') {
                    put(' ');
                }
                slot = out.length();
            }
        }
    }
}
