package org.fingerpost.core.header;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;

/** Which fields hold what, as sendmail sees it. */
final class FieldNames {

    static final String RECEIVED = "Received";
    static final String RETURN_PATH = "Return-Path";
    /** What {@code -t} reads. */
    static final List<String> RECIPIENTS = List.of("To", "Cc", "Bcc");
    /** What {@code -t} reads instead when a message is sent again. */
    static final List<String> RESENT_RECIPIENTS = List.of("Resent-To", "Resent-Cc", "Resent-Bcc");

    private static final String RESENT = "resent-";
    private static final Set<String> SENDERS = Set.of("from", "sender", "reply-to", "resent-from", "resent-sender",
            "resent-reply-to", "errors-to", "disposition-notification-to");
    private static final Set<String> VISIBLE_RECIPIENTS = Set.of("to", "cc", "resent-to", "resent-cc", "apparently-to");
    private static final Set<String> HIDDEN_RECIPIENTS = Set.of("bcc", "resent-bcc");

    /** What every router adds one more of. */
    private static final Set<String> FORCED = Set.of("received", "x400-received", "via", "mail-from", "comments", "return-path",
            "x-authentication-warning");
    /** What a mailer gets of a message's own only if the policy says so, by the flags of an {@code H} line. */
    private static final Set<String> FOR_SOME_MAILERS = Set.of("full-name", "content-length");

    private FieldNames() {
    }

    static boolean namesSenders(String name) {
        return SENDERS.contains(name.toLowerCase(Locale.ROOT));
    }

    static boolean namesVisibleRecipients(HeaderField field) {
        return VISIBLE_RECIPIENTS.contains(lower(field));
    }

    static boolean isBcc(HeaderField field) {
        return HIDDEN_RECIPIENTS.contains(lower(field));
    }

    static boolean isForced(String name) {
        return FORCED.contains(name.toLowerCase(Locale.ROOT));
    }

    static boolean isForSomeMailers(String name) {
        return FOR_SOME_MAILERS.contains(name.toLowerCase(Locale.ROOT));
    }

    static boolean isResent(String name) {
        return name.regionMatches(true, 0, RESENT, 0, RESENT.length());
    }

    /** Whether somebody has sent the message on as it is (RFC 5322 §3.6.6). */
    static boolean isResent(Header header) {
        return header.fields().stream().anyMatch(field -> isResent(field.name()));
    }

    private static String lower(HeaderField field) {
        return field.name().toLowerCase(Locale.ROOT);
    }
}
