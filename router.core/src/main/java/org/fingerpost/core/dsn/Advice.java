package org.fingerpost.core.dsn;

import java.util.Map;
import java.util.Optional;

import org.fingerpost.api.mail.EnhancedStatus;

/** What a sender can do about a recipient that failed: by its enhanced status (RFC 3463 §3). */
final class Advice {

    private static final String MISSPELLED = "Nobody has this address. Check it for mistakes, and send your message again to the"
            + " right one.";
    private static final String HOST = "There is no such host. Check what stands behind the @ for mistakes.";
    private static final String SYNTAX = "This is not written as an address has to be. Check it for mistakes.";
    private static final String FULL = "The mailbox is full. Send your message again later, or reach the recipient in"
            + " another way.";
    private static final String TOO_LARGE = "Your message is larger than is taken there. Send less at once.";
    private static final String TRIED = "It was tried again and again, in vain. Send it again later, or reach the recipient in"
            + " another way.";
    private static final String LOOP = "The message goes round in a circle. Tell the postmaster of the recipient's host.";
    private static final String REFUSED = "It is refused there. Reach the recipient in another way, or ask the postmaster there"
            + " why.";
    private static final String CONTENT = "What your message contains, or how, is not taken there. Send it in another form.";
    private static final String BROKEN = "Something does not work there. The postmaster there has to know of it.";

    private static final Map<String, String> BY_DETAIL = Map.ofEntries(
            Map.entry("1.2", HOST), Map.entry("1.3", SYNTAX), Map.entry("1.7", "Your own address is not taken there."),
            Map.entry("1.8", "Your own address is not taken there."),
            Map.entry("1.10", "Mail is not wanted there: its owner says so."),
            Map.entry("2.1", "The mailbox takes no mail at present."), Map.entry("2.2", FULL),
            Map.entry("2.3", TOO_LARGE), Map.entry("3.4", TOO_LARGE), Map.entry("4.6", LOOP), Map.entry("4.7", TRIED),
            Map.entry("6.7", "The address or the header has letters that are not taken there."));
    private static final Map<Integer, String> BY_SUBJECT = Map.of(1, MISSPELLED, 3, BROKEN, 4, HOST, 5, BROKEN, 6, CONTENT,
            7, REFUSED);

    private Advice() {
    }

    /** For people, one line; empty if there is nothing to be said beyond the reason. */
    static Optional<String> of(EnhancedStatus status) {
        return Optional.ofNullable(BY_DETAIL.getOrDefault(status.subject() + "." + status.detail(),
                BY_SUBJECT.get(status.subject())));
    }
}
