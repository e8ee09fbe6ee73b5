package org.fingerpost.core.dsn;

import java.util.List;

import org.fingerpost.api.mail.Header;
import org.fingerpost.api.queue.Job;
import org.fingerpost.core.request.RequireTls;

/**
 * How the message itself comes back (RFC 3461 §4.3, §6.2).
 *
 * @param whole    with its body; else its header alone
 * @param type     of the part: of RFC 6533 if the header has letters beyond ASCII
 * @param eightBit whether it has octets above 127
 */
record Returned(boolean whole, String type, boolean eightBit) {

    /** What a message that was to be protected on its way is known by; the rest of its header does not go back (RFC 8689 §5). */
    private static final List<String> KNOWN_BY = List.of("Date", "Message-ID");

    /** The fields that come back. */
    Header header(Job job) {
        return !RequireTls.isAskedFor(job) ? job.header()
                : job.header().without(field -> KNOWN_BY.stream().noneMatch(field::is));
    }

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
