package org.fingerpost.rules.cf;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * What F lines take from C's scanf: {@code %s}, {@code %[set]}, both with a width or with {@code *} to skip, white space for any
 * white space or none, and other characters for themselves. The first conversion that is not skipped gives the value. As in C
 * nothing is ever tried twice, so a scan is linear. Immutable.
 */
final class ScanPattern {

    /** Takes nothing. */
    static final ScanPattern NOTHING = new ScanPattern(List.of());

    private static final int OCTETS = 256;
    private static final int MAX_WIDTH = 9999;

    /**
     * A part of the format: takes characters of a set, at least {@code least} and at most {@code most}.
     *
     * @param isValue whether what it takes is what is asked for
     */
    private record Part(BitSet set, int least, int most, boolean isValue) {
    }

    private static final BitSet SPACE = space();

    private final List<Part> parts;

    private ScanPattern(List<Part> parts) {
        this.parts = parts;
    }

    private static BitSet space() {
        BitSet space = new BitSet(OCTETS);
        for (char c = 0; c < OCTETS; c++) {
            space.set(c, LogicalLine.isSpace(c));
        }
        return space;
    }

    /** Empty if the format makes no sense: there is no conversion that gives a value. */
    static Optional<ScanPattern> of(String format) {
        Format read = new Format(format);
        return read.parts() ? Optional.of(new ScanPattern(List.copyOf(read.parts))) : Optional.empty();
    }

    /** What the format takes from this line; empty if the line does not fit. */
    Optional<String> scan(String line) {
        int at = 0;
        for (Part part : parts) {
            int end = at;
            while (end < line.length() && end - at < part.most && part.set.get(line.charAt(end))) {
                end++;
            }
            if (end - at < part.least) {
                return Optional.empty();
            }
            if (part.isValue) {
                return Optional.of(line.substring(at, end));
            }
            at = end;
        }
        return Optional.empty();
    }

    /** One pass over a format, up to the value. */
    private static final class Format {

        private final String text;
        private final List<Part> parts = new ArrayList<>();
        private int at;

        Format(String text) {
            this.text = text;
        }

        /** Whether there is a value. */
        boolean parts() {
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (LogicalLine.isSpace(c)) {
                    parts.add(new Part(SPACE, 0, Integer.MAX_VALUE, false));
                } else if (c != '%') {
                    parts.add(itself(c));
                } else if (conversion()) {
                    return true;
                }
            }
            return false;
        }

        private static Part itself(char c) {
            BitSet set = new BitSet(OCTETS);
            set.set(c);
            return new Part(set, 1, 1, false);
        }

        /** What follows a percent sign; one that begins no conversion is itself. */
        private boolean conversion() {
            int begin = at;
            boolean skipped = next('*');
            int width = width();
            BitSet set = null;
            if (next('c')) { // so many characters, whatever they are
                BitSet all = new BitSet(OCTETS);
                all.set(0, OCTETS);
                int count = width == Integer.MAX_VALUE ? 1 : width;
                parts.add(new Part(all, count, count, !skipped));
                return !skipped;
            }
            if (next('s')) {
                parts.add(new Part(SPACE, 0, Integer.MAX_VALUE, false));
                set = (BitSet) SPACE.clone();
                set.flip(0, OCTETS);
            } else if (next('[')) {
                set = set();
            }
            if (set == null) {
                at = begin;
                parts.add(itself('%'));
                return false;
            }
            parts.add(new Part(set, 1, width, !skipped));
            return !skipped;
        }

        private boolean next(char c) {
            boolean there = at < text.length() && text.charAt(at) == c;
            at += there ? 1 : 0;
            return there;
        }

        private int width() {
            int width = 0;
            int begin = at;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                width = Math.min(MAX_WIDTH, width * 10 + text.charAt(at++) - '0');
            }
            return at == begin ? Integer.MAX_VALUE : Math.max(1, width);
        }

        /**
         * Behind the bracket: {@code ^} for all others, a {@code ]} that comes first is itself, a dash makes a range; null
         * without an end.
         */
        private BitSet set() {
            boolean others = next('^');
            int end = text.indexOf(']', Math.min(at + 1, text.length()));
            if (end < 0) {
                return null;
            }
            BitSet set = new BitSet(OCTETS);
            while (at < end) {
                char first = text.charAt(at++);
                boolean range = at + 1 < end && text.charAt(at) == '-' && text.charAt(at + 1) >= first;
                set.set(first, (range ? text.charAt(at + 1) : first) + 1);
                at += range ? 2 : 0;
            }
            at = end + 1;
            if (others) {
                set.flip(0, OCTETS);
            }
            return set;
        }
    }
}
