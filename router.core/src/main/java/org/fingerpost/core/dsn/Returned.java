package org.fingerpost.core.dsn;

/**
 * How the message itself comes back (RFC 3461 §4.3, §6.2).
 *
 * @param whole    with its body; else its header alone
 * @param type     of the part: of RFC 6533 if the header has letters beyond ASCII
 * @param eightBit whether it has octets above 127
 */
record Returned(boolean whole, String type, boolean eightBit) {

    /** @param most a larger body stays away */
    static Returned of(Report report, long bodySize, long most) {
        boolean whole = report.returnsWhole(bodySize, most);
        boolean foreign = report.job().header().fields().stream().anyMatch(field -> Utf8.isForeign(field.raw()));
        boolean ascii = report.job().header().fields().stream().allMatch(field -> Utf8.isAscii(field.raw()));
        String type = whole ? foreign ? "message/global" : "message/rfc822"
                : foreign ? "message/global-headers" : "text/rfc822-headers";
        return new Returned(whole, type, !ascii || whole && report.job().eightBit());
    }
}
