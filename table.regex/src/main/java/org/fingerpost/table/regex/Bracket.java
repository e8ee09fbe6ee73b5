package org.fingerpost.table.regex;

import java.util.BitSet;
import java.util.function.IntPredicate;

import org.fingerpost.api.table.TableException;

/**
 * A bracket expression of POSIX, {@code []a-z[:digit:]]}, as the set of the octets that it matches: a backslash in it is one, and
 * case is that of ASCII. Confined to one call.
 */
final class Bracket {

    private static final int OCTETS = 256;

    private final String source;
    private final boolean ignoreCase;
    private final BitSet members = new BitSet(OCTETS);
    private int at;

    /** @param at after the opening bracket */
    Bracket(String source, int at, boolean ignoreCase) {
        this.source = source;
        this.at = at;
        this.ignoreCase = ignoreCase;
    }

    /** After the closing bracket. */
    int end() {
        return at;
    }

    /** As RE2/J writes it. */
    String translate() throws TableException {
        boolean negated = source.startsWith("^", at);
        at += negated ? 1 : 0;
        int first = at;
        while (at == first || peek() != ']') {
            member();
        }
        at++;
        if (ignoreCase) {
            foldCase();
        }
        if (negated) {
            members.flip(0, OCTETS);
        }
        return written();
    }

    private char peek() throws TableException {
        if (at >= source.length()) {
            throw new TableException("expression " + source + ": a bracket is not closed");
        }
        return source.charAt(at);
    }

    private void member() throws TableException {
        if (source.startsWith("[:", at)) {
            addClass(inside(':'));
            return;
        }
        int from = element();
        // A hyphen is one at the end.
        boolean range = at + 1 < source.length() && source.charAt(at) == '-' && source.charAt(at + 1) != ']';
        if (!range) {
            members.set(from);
            return;
        }
        at++;
        int to = element();
        if (to < from) {
            throw new TableException("expression " + source + ": a range ends before it begins");
        }
        members.set(from, to + 1);
    }

    /** One octet; {@code [.x.]} and {@code [=x=]} are also ways to write it. */
    private int element() throws TableException {
        char c = peek();
        if (source.startsWith("[.", at) || source.startsWith("[=", at)) {
            String name = inside(source.charAt(at + 1));
            if (name.length() != 1) {
                throw new TableException("expression " + source + ": unknown name " + name);
            }
            return name.charAt(0);
        }
        at++;
        return c;
    }

    /** What stands between {@code [:} and {@code :]}. */
    private String inside(char mark) throws TableException {
        int end = source.indexOf(mark + "]", at + 2);
        if (end < 0) {
            throw new TableException("expression " + source + ": [" + mark + " is not closed");
        }
        String inside = source.substring(at + 2, end);
        at = end + 2;
        return inside;
    }

    private void addClass(String name) throws TableException {
        IntPredicate upper = c -> c >= 'A' && c <= 'Z';
        IntPredicate lower = c -> c >= 'a' && c <= 'z';
        IntPredicate digit = c -> c >= '0' && c <= '9';
        IntPredicate graph = c -> c > ' ' && c < 0x7f;
        IntPredicate alnum = upper.or(lower).or(digit);
        IntPredicate named = switch (name) {
            case "upper" -> upper;
            case "lower" -> lower;
            case "digit" -> digit;
            case "alpha" -> upper.or(lower);
            case "alnum" -> alnum;
            case "graph" -> graph;
            case "print" -> graph.or(c -> c == ' ');
            case "punct" -> graph.and(alnum.negate());
            case "blank" -> c -> c == ' ' || c == '\t';
            case "space" -> c -> c == ' ' || c >= '\t' && c <= '\r';
            case "cntrl" -> c -> c < ' ' || c == 0x7f;
            case "xdigit" -> digit.or(c -> c >= 'A' && c <= 'F' || c >= 'a' && c <= 'f');
            default -> throw new TableException("expression " + source + ": unknown class [:" + name + ":]");
        };
        for (int c = 0; c < OCTETS; c++) {
            if (named.test(c)) {
                members.set(c);
            }
        }
    }

    private void foldCase() {
        for (int c = 'A'; c <= 'Z'; c++) {
            boolean either = members.get(c) || members.get(c | 0x20);
            members.set(c, either);
            members.set(c | 0x20, either);
        }
    }

    private String written() {
        StringBuilder out = new StringBuilder("[");
        for (int from = members.nextSetBit(0); from >= 0;) {
            int to = members.nextClearBit(from) - 1;
            out.append(octet(from)).append('-').append(octet(to));
            from = members.nextSetBit(to + 1);
        }
        return out.length() == 1 ? "[^\\x00-\\x{10FFFF}]" : out.append(']').toString(); // nothing at all
    }

    /** An octet that means itself, inside brackets and outside. */
    static String octet(int c) {
        return String.format("\\x{%x}", c);
    }
}
