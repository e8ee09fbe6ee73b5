package org.fingerpost.api.queue;

/**
 * A pattern for a whole text: {@code *} stands for any characters, {@code ?} for any one; case is ignored in ASCII. Immutable;
 * the time to match is at most the product of both lengths.
 *
 * @param pattern as written
 */
public record Glob(String pattern) {

    /** One that matches every text that contains {@code part}; wildcards in it are wildcards. */
    public static Glob containing(String part) {
        return new Glob('*' + part + '*');
    }

    public boolean matches(String text) {
        int at = 0;
        int in = 0;
        int star = -1;
        int resume = 0;
        while (in < text.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                resume = in;
            } else if (at < pattern.length() && (pattern.charAt(at) == '?' || same(pattern.charAt(at), text.charAt(in)))) {
                at++;
                in++;
            } else if (star >= 0) {
                at = star + 1;
                in = ++resume;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }

    private static boolean same(char a, char b) {
        return lower(a) == lower(b);
    }

    /** Octets are not letters of any other alphabet. */
    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c;
    }

    @Override
    public String toString() {
        return pattern;
    }
}
