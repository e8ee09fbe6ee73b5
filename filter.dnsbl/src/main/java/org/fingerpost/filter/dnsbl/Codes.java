package org.fingerpost.filter.dnsbl;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which addresses a list answers with are meant: {@code 127.0.0.2}, {@code 127.0.0.[2..11]}, {@code 127.0.[0..255].[1;3]}.
 * Immutable.
 */
final class Codes {

    /** Any that says that something is listed; 127.255.255.x says that the list was asked in a way it does not like. */
    static final Codes ANY = new Codes("any", List.of());

    private static final Pattern PART = Pattern.compile("(?:(\\d{1,3})|\\[([0-9;.]+)])(\\.|$)");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,3})(?:\\.\\.(\\d{1,3}))?");
    private static final int PARTS = 4;

    private record Range(int first, int last) {
    }

    private final String text;
    private final List<List<Range>> parts;

    private Codes(String text, List<List<Range>> parts) {
        this.text = text;
        this.parts = parts;
    }

    /** @throws IllegalArgumentException that says what was expected */
    static Codes parse(String text) {
        List<List<Range>> parts = new ArrayList<>();
        Matcher part = PART.matcher(text);
        int at = 0;
        while (at < text.length() && part.region(at, text.length()).lookingAt()) {
            parts.add(ranges(text, part.group(1) != null ? part.group(1) : part.group(2)));
            at = part.end();
        }
        if (at < text.length() || parts.size() != PARTS || text.endsWith(".")) {
            throw bad(text);
        }
        return new Codes(text, parts);
    }

    private static List<Range> ranges(String text, String part) {
        List<Range> ranges = new ArrayList<>();
        for (String item : part.split(";", -1)) {
            Matcher range = RANGE.matcher(item);
            if (!range.matches()) {
                throw bad(text);
            }
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            if (first > last || last > 255) {
                throw bad(text);
            }
            ranges.add(new Range(first, last));
        }
        return ranges;
    }

    private static IllegalArgumentException bad(String text) {
        return new IllegalArgumentException("\"" + text + "\" where addresses such as 127.0.0.2 or 127.0.0.[2;4..11] "
                + "are expected");
    }

    /** @param answer an address, as a list's A record has it */
    boolean mean(String answer) {
        byte[] octets = octets(answer);
        if (octets.length != PARTS || octets[0] != 127) {
            return false; // a resolver that answers for names that are not there
        }
        if (parts.isEmpty()) {
            return (octets[1] & 0xff) != 255 || (octets[2] & 0xff) != 255;
        }
        for (int i = 0; i < PARTS; i++) {
            int octet = octets[i] & 0xff;
            if (parts.get(i).stream().noneMatch(range -> octet >= range.first && octet <= range.last)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] octets(String answer) {
        try {
            InetAddress address = answer.matches("[0-9.]+") ? InetAddress.getByName(answer) : null;
            return address instanceof Inet4Address ? address.getAddress() : new byte[0];
        } catch (UnknownHostException e) {
            return new byte[0];
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
