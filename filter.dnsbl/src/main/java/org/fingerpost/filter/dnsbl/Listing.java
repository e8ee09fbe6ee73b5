package org.fingerpost.filter.dnsbl;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One list of the settings: {@code zen.spamhaus.org}, {@code zen.spamhaus.org=127.0.0.[2..11]*3}, {@code list.dnswl.org*-2}.
 *
 * @param zone   the list's domain
 * @param codes  which of its answers are meant
 * @param weight what they count: positive for block lists, negative for allow lists
 */
record Listing(String zone, Codes codes, int weight) {

    private static final Pattern SYNTAX =
            Pattern.compile("([A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,200}[A-Za-z0-9_])?)(?:=([^*]*))?(?:\\*(-?\\d{1,4}))?");

    /** @throws IllegalArgumentException that quotes what is wrong and says what was expected */
    static List<Listing> parseAll(String text) {
        List<Listing> listings = new ArrayList<>();
        for (String item : text.split("[,\\s]+")) {
            if (!item.isEmpty()) {
                listings.add(parse(item));
            }
        }
        return List.copyOf(listings);
    }

    private static Listing parse(String item) {
        Matcher m = SYNTAX.matcher(item);
        if (!m.matches()) {
            throw new IllegalArgumentException("\"" + item + "\" where a list such as zen.spamhaus.org, "
                    + "zen.spamhaus.org=127.0.0.[2..11]*3 or list.dnswl.org*-2 is expected");
        }
        return new Listing(m.group(1), m.group(2) == null ? Codes.ANY : Codes.parse(m.group(2)),
                m.group(3) == null ? 1 : Integer.parseInt(m.group(3)));
    }

    /** The name that is asked for (RFC 5782 §2.1, §2.4). */
    String question(InetAddress client) {
        StringBuilder name = new StringBuilder();
        byte[] octets = client.getAddress();
        for (int i = octets.length - 1; i >= 0; i--) {
            if (client instanceof Inet4Address) {
                name.append(octets[i] & 0xff).append('.');
            } else {
                name.append(Character.forDigit(octets[i] & 0xf, 16)).append('.')
                        .append(Character.forDigit(octets[i] >> 4 & 0xf, 16)).append('.');
            }
        }
        return name + zone;
    }
}
