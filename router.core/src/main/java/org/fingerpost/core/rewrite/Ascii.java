package org.fingerpost.core.rewrite;

/** Comparing and folding as sendmail does: A to Z only, whatever the other octets stand for. */
public final class Ascii {

    private Ascii() {
    }

    static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }

    public static String lower(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (lower(text.charAt(i)) != text.charAt(i)) {
                return lowerFrom(text, i);
            }
        }
        return text;
    }

    private static String lowerFrom(String text, int first) {
        char[] chars = text.toCharArray();
        for (int i = first; i < chars.length; i++) {
            chars[i] = lower(chars[i]);
        }
        return new String(chars);
    }

    /** Whether {@code text} is {@code lowerCase} but for the case of its letters. */
    static boolean equal(String lowerCase, String text) {
        return lowerCase.length() == text.length() && matches(lowerCase, 0, text);
    }

    /** Whether {@code part} stands in {@code lowerCase} at {@code at}, but for the case of its letters. */
    static boolean matches(String lowerCase, int at, String part) {
        if (at + part.length() > lowerCase.length()) {
            return false;
        }
        for (int i = 0; i < part.length(); i++) {
            if (lowerCase.charAt(at + i) != lower(part.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
