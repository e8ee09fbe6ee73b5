package org.fingerpost.core.log;

/** Texts of plug-ins and of the machine made fit for a reply or a log line: one line of printable ASCII. */
public final class Printable {

    private static final int MAX_LENGTH = 400;

    private Printable() {
    }

    public static String line(String text) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), MAX_LENGTH));
        for (int i = 0; i < text.length() && line.length() < MAX_LENGTH; i++) {
            char c = text.charAt(i);
            line.append(c == '\n' || c == '\r' || c == '\t' ? ' ' : c < ' ' || c > '~' ? '?' : c);
        }
        return line.toString();
    }
}
