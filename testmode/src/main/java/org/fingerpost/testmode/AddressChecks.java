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

    static boolean isPrintable(String address) {
        return address.chars().noneMatch(AddressChecks::isControl);
    }

    private static boolean isControl(int c) {
        return c < ' ' || c == 0x7f;
    }

    /** Complains of control characters in what the rules made; gives it with question marks instead. */
    static String printable(String address, String to, Screen screen) {
        if (isPrintable(address)) {
            return address;
        }
        String shown = address.replaceAll("[\u0000-\u001f\u007f]", "?");
        screen.complain("501", to, "Syntax error in mailbox address \"" + shown + "\" (non-printable character)");
        return shown;
    }
}
