package org.fingerpost.testmode;

/** What no address may be before any rule sees it. */
final class AddressChecks {

    private static final int MAX_LENGTH = 255;

    private AddressChecks() {
    }

    /** Complains of an address that is too long or holds octets from 0x80 to 0x9f. */
    static boolean isAcceptable(String address, String to, Screen screen) {
        if (address.length() > MAX_LENGTH) {
            screen.complain("553", to.substring(0, Math.min(MAX_LENGTH, to.length())), "Address \"" + address.substring(0, MAX_LENGTH) + "\" too long (" + MAX_LENGTH + " bytes max)");
            return false;
        }
        if (address.chars().anyMatch(c -> c >= 0x80 && c < 0xa0)) {
            screen.complain("501", to, "8-bit character in mailbox address \"" + address.replaceAll("[\u0080-\u009f]", "?") + "\"");
            return false;
        }
        return true;
    }

    /** Complains of what the rules made, if it has control characters outside of quotes; gives it with question marks instead. */
    static String printable(String address, String to, Screen screen) {
        StringBuilder shown = new StringBuilder(address);
        boolean quoted = false;
        String reason = "";
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (!quoted && (c < ' ' || c == 0x7f)) {
                reason = "non-printable character";
                shown.setCharAt(i, '?');
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\') {
                i++;
            }
        }
        reason = quoted ? "unbalanced quote" : reason;
        if (!reason.isEmpty()) {
            screen.complain("501", to, "Syntax error in mailbox address \"" + shown + "\" (" + reason + ")");
        }
        return shown.toString();
    }
}
