package org.fingerpost.listener.smtp;

import java.net.Inet4Address;
import java.net.InetAddress;

/** IP addresses as text. */
final class ClientAddress {

    private ClientAddress() {
    }

    /** {@code 192.0.2.1}, or {@code 2001:db8::1} as RFC 5952 §4 wants it; no scope, no brackets. */
    static String text(InetAddress address) {
        if (address instanceof Inet4Address) {
            return address.getHostAddress();
        }
        int[] groups = groups(address.getAddress());
        int gap = longestZeroRun(groups);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < groups.length; i++) {
            if (i == gap) {
                text.append("::");
                i += zeroRun(groups, gap) - 1;
            } else {
                boolean separated = text.length() == 0 || text.charAt(text.length() - 1) == ':';
                text.append(separated ? "" : ":").append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }

    private static int[] groups(byte[] octets) {
        int[] groups = new int[octets.length / 2];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = (octets[2 * i] & 0xff) << 8 | octets[2 * i + 1] & 0xff;
        }
        return groups;
    }

    /** Where the first of the longest runs of zeros begins; -1 if none has two groups or more. */
    private static int longestZeroRun(int[] groups) {
        int best = -1;
        int length = 1;
        for (int i = 0; i < groups.length; i++) {
            if (zeroRun(groups, i) > length) {
                best = i;
                length = zeroRun(groups, i);
            }
        }
        return best;
    }

    private static int zeroRun(int[] groups, int from) {
        int end = from;
        while (end < groups.length && groups[end] == 0) {
            end++;
        }
        return end - from;
    }
}
