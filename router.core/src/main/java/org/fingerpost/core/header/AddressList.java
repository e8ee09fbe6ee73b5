package org.fingerpost.core.header;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The structure of an address field's value (RFC 5322 §3.4): for each char, in what it stands. Marks without a partner are
 * ordinary chars, so that one stray quote does not hide the addresses after it.
 */
final class AddressList {

    private enum Place {
        /** Words, at the top level. */
        TEXT,
        /** In quotes or in a domain literal, or after a backslash. */
        QUOTED,
        /** In parentheses, and they themselves. */
        COMMENT,
        /** Between angle brackets, not in a comment. */
        ANGLE,
        /** An angle bracket. */
        BRACKET
    }

    private final String value;
    private final Place[] places;

    private AddressList(String value, Place[] places) {
        this.value = value;
        this.places = places;
    }

    /** @param value unfolded */
    static AddressList of(String value) {
        Scanner scanner = new Scanner(value);
        while (!scanner.scan()) {
            scanner.dropUnpaired();
        }
        return new AddressList(value, scanner.places);
    }

    /** The addresses without phrases, comments, angle brackets and the names of groups. */
    List<String> addresses() {
        List<String> addresses = new ArrayList<>();
        boolean inGroup = false;
        int begin = 0;
        for (int i = 0; i <= value.length(); i++) {
            if (!inGroup && isAt(i, ':') && nextOf(i + 1, ":;") == ';') {
                inGroup = true;
                begin = i + 1;
            } else if (i == value.length() || isAt(i, ',') || inGroup && isAt(i, ';')) {
                inGroup &= !isAt(i, ';');
                addUnlessEmpty(bare(begin, i), addresses);
                begin = i + 1;
            }
        }
        return addresses;
    }

    /** The value with a domain after each address that is a name alone; all else as it was, to the octet. */
    String qualified(String domain) {
        StringBuilder text = new StringBuilder(value.length() + 64);
        boolean inGroup = false;
        int begin = 0;
        for (int i = 0; i <= value.length(); i++) {
            boolean opens = !inGroup && isAt(i, ':') && nextOf(i + 1, ":;") == ';';
            if (opens) {
                text.append(value, begin, i + 1);
                inGroup = true;
                begin = i + 1;
            } else if (i == value.length() || isAt(i, ',') || inGroup && isAt(i, ';')) {
                qualify(begin, i, domain, text);
                text.append(value, i, Math.min(i + 1, value.length()));
                inGroup &= !isAt(i, ';');
                begin = i + 1;
            }
        }
        return text.toString();
    }

    private void qualify(int begin, int end, String domain, StringBuilder to) {
        String bare = bare(begin, end);
        String qualified = UnqualifiedAddresses.qualified(bare, domain);
        int at = qualified.equals(bare) ? -1 : place(bare, begin, end);
        if (at < 0) {
            to.append(value, begin, end);
        } else {
            to.append(value, begin, at).append(qualified).append(value, at + bare.length(), end);
        }
    }

    /** Where the address stands there; -1 if it is not one word: several are a name that lacks its address. */
    private int place(String address, int begin, int end) {
        boolean bracketed = Arrays.asList(places).subList(begin, end).contains(Place.BRACKET);
        for (int at = begin; at + address.length() <= end; at++) {
            if (value.startsWith(address, at) && isOneWord(at, at + address.length(), bracketed)) {
                return at;
            }
        }
        return -1;
    }

    private boolean isOneWord(int begin, int end, boolean bracketed) {
        for (int i = begin; i < end; i++) {
            boolean here = bracketed ? places[i] == Place.ANGLE
                    : places[i] == Place.QUOTED || places[i] == Place.TEXT && value.charAt(i) > ' ';
            if (!here) {
                return false;
            }
        }
        return true;
    }

    private boolean isAt(int index, char c) {
        return index < value.length() && value.charAt(index) == c && places[index] == Place.TEXT;
    }

    /** The next char at the top level that is one of these; 0 if none is. */
    private char nextOf(int from, String chars) {
        for (int i = from; i < value.length(); i++) {
            if (places[i] == Place.TEXT && chars.indexOf(value.charAt(i)) >= 0) {
                return value.charAt(i);
            }
        }
        return 0;
    }

    private String bare(int begin, int end) {
        StringBuilder text = new StringBuilder();
        StringBuilder angle = new StringBuilder();
        boolean bracketed = false;
        for (int i = begin; i < end; i++) {
            switch (places[i]) {
                case TEXT, QUOTED -> appendOctet(value.charAt(i), text);
                case ANGLE -> appendOctet(value.charAt(i), angle);
                case BRACKET -> bracketed = true;
                case COMMENT -> { }
            }
        }
        return (bracketed ? angle : text).toString().strip();
    }

    /** An address must not hold a CR or a NUL, whatever the message does. */
    private static void appendOctet(char c, StringBuilder to) {
        if (c != '\r' && c != 0) {
            to.append(c == '\t' ? ' ' : c);
        }
    }

    private static void addUnlessEmpty(String item, List<String> to) {
        if (!item.isEmpty()) {
            to.add(item);
        }
    }

    /** Gives each char its place. */
    private static final class Scanner {

        private static final String OPENERS = "\"([<";
        private static final int QUOTE = 0;
        private static final int COMMENT = 1;
        private static final int LITERAL = 2;
        private static final int ANGLE = 3;
        private static final int CLOSED = -1;

        private final String value;
        private final Place[] places;
        /** For each opener, where the one that is open now stands. */
        private final int[] openedAt = {CLOSED, CLOSED, CLOSED, CLOSED};
        /** For each opener, from where on it is an ordinary char. */
        private final int[] ordinaryFrom = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
        private int commentDepth;

        Scanner(String value) {
            this.value = value;
            this.places = new Place[value.length()];
        }

        /** Whether everything that was opened has been closed. */
        boolean scan() {
            for (int i = 0; i < places.length; i++) {
                if (value.charAt(i) == '\\' && i + 1 < places.length) {
                    Place here = place();
                    places[i] = here == Place.TEXT ? Place.QUOTED : here;
                    places[i + 1] = places[i];
                    i++;
                } else {
                    places[i] = step(i, value.charAt(i));
                }
            }
            return Arrays.stream(openedAt).allMatch(at -> at == CLOSED);
        }

        /**
         * To be called after a scan that did not succeed. The first time for each kind, what stands before the open one keeps its
         * meaning; the second time none of the kind has any: so there are nine scans at most.
         */
        void dropUnpaired() {
            int kind = 0;
            while (openedAt[kind] == CLOSED) {
                kind++;
            }
            ordinaryFrom[kind] = ordinaryFrom[kind] == Integer.MAX_VALUE ? openedAt[kind] : 0;
            Arrays.fill(openedAt, CLOSED);
        }

        private Place step(int at, char c) {
            if (isOpen(COMMENT)) {
                commentDepth += c == '(' ? 1 : c == ')' ? -1 : 0;
                close(COMMENT, commentDepth == 0);
                return Place.COMMENT;
            }
            if (isOpen(QUOTE) || isOpen(LITERAL)) {
                Place inside = place();
                close(QUOTE, c == '"');
                close(LITERAL, c == ']');
                return inside;
            }
            if (isOpen(ANGLE) && c == '>') {
                close(ANGLE, true);
                return Place.BRACKET;
            }
            int kind = OPENERS.indexOf(c);
            boolean opens = kind >= 0 && at < ordinaryFrom[kind] && !isOpen(kind);
            return opens ? open(kind, at) : place();
        }

        private Place open(int kind, int at) {
            openedAt[kind] = at;
            commentDepth = 1;
            return kind == ANGLE ? Place.BRACKET : place();
        }

        private void close(int kind, boolean closes) {
            if (closes) {
                openedAt[kind] = CLOSED;
            }
        }

        private boolean isOpen(int kind) {
            return openedAt[kind] != CLOSED;
        }

        private Place place() {
            if (isOpen(COMMENT)) {
                return Place.COMMENT;
            }
            if (isOpen(ANGLE)) {
                return Place.ANGLE;
            }
            return isOpen(QUOTE) || isOpen(LITERAL) ? Place.QUOTED : Place.TEXT;
        }
    }
}
