package org.fingerpost.core.log;

/** Texts of plug-ins and of the machine made fit for a reply or a log line: one line of printable ASCII. */
public final class Printable {

    private static final int MAX_LENGTH = 400;

    private Printable() {
    }

    public static String line(String text) {
        return line(text, false);
    }

    /**
     * An address in angle brackets as a reply names it: its octets beyond ASCII stay, whoever shows it says which may be shown.
     */
    public static String address(String address) {
        return line("<" + address + ">", true);
    }

    private static String line(String text, boolean octets) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), MAX_LENGTH));
        for (int i = 0; i < text.length() && line.length() < MAX_LENGTH; i++) {
            char c = text.charAt(i);
            line.append(c == '\n' || c == '\r' || c == '\t' ? ' ' : c < ' ' || c == 0x7f || c > '~' && !octets ? '?' : c);
        }
        return line.toString();
    }
}
