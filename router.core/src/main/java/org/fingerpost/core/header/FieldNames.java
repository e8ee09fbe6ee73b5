package org.fingerpost.core.header;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

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
    private static final Set<String> SENDERS = anyCase("from", "sender", "reply-to", "resent-from", "resent-sender",
            "resent-reply-to", "errors-to", "disposition-notification-to");
    private static final Set<String> VISIBLE_RECIPIENTS = anyCase("to", "cc", "resent-to", "resent-cc", "apparently-to");
    private static final Set<String> HIDDEN_RECIPIENTS = anyCase("bcc", "resent-bcc");

    /** What every router adds one more of. */
    private static final Set<String> FORCED = anyCase("received", "x400-received", "via", "mail-from", "comments", "return-path",
            "x-authentication-warning");
    /** What a mailer gets of a message's own only if the policy says so, by the flags of an {@code H} line. */
    private static final Set<String> FOR_SOME_MAILERS = anyCase("full-name", "content-length");

    private FieldNames() {
    }

    static boolean namesSenders(String name) {
        return SENDERS.contains(name);
    }

    static boolean namesVisibleRecipients(HeaderField field) {
        return VISIBLE_RECIPIENTS.contains(field.name());
    }

    static boolean isBcc(HeaderField field) {
        return HIDDEN_RECIPIENTS.contains(field.name());
    }

    static boolean isForced(String name) {
        return FORCED.contains(name);
    }

    static boolean isForSomeMailers(String name) {
        return FOR_SOME_MAILERS.contains(name);
    }

    static boolean isResent(String name) {
        return name.regionMatches(true, 0, RESENT, 0, RESENT.length());
    }

    /** Whether somebody has sent the message on as it is (RFC 5322 §3.6.6). */
    static boolean isResent(Header header) {
        for (HeaderField field : header.fields()) {
            if (isResent(field.raw())) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> anyCase(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(List.of(names));
        return Collections.unmodifiableSet(set);
    }
}
