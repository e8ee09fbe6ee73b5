package org.fingerpost.core.log;

import java.util.Map;

import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.Protection;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.submit.Verdict;
import org.fingerpost.core.metrics.MailMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the mail log: {@code qid=… event=… key=value …}. Values with blanks or quotes are quoted; control characters and octets
 * above 126 are written as {@code \\xHH}, so that no value can forge a line or a key.
 *
 * <p>Events: {@code accepted}, {@code expanded}, {@code attempt}, {@code delivered}, {@code deferred}, {@code failed},
 * {@code returned}, {@code delayed}, {@code receipt}, {@code unreported}, {@code held}, {@code released}, {@code hastened},
 * {@code requeued}, {@code discarded}, {@code removed}; and without a queue id {@code refused}, {@code discard} and
 * {@code quarantine}: what was said while a message was submitted.
 */
public final class MailLog {

    private static final Logger LOG = LoggerFactory.getLogger("mail");

    private MailLog() {
    }

    /** @param pairs keys and values in turn; a null value leaves its key out */
    public static void event(QueueId id, String event, Object... pairs) {
        MailMetrics.event(event);
        write("qid=" + id + " event=" + event, pairs);
    }

    /** A message has been made durable and is queued. */
    public static void accepted(Job job) {
        Origin origin = job.origin();
        Protection protection = origin.protection();
        Map<String, String> asked = job.sender().parameters();
        event(job.id(), "accepted", "from", job.sender(), "nrcpts", job.recipients().size(), "size", job.bodySize(),
                "proto", origin.protocol(), "client", origin.address().isEmpty() ? null : origin.address(),
                "user", origin.user().isEmpty() ? null : origin.user(),
                "auth", protection.mechanism().isEmpty() ? null : protection.mechanism(),
                "tls", protection.isEncrypted() ? protection.version() + "/" + protection.cipher() : null,
                "hold", asked.get("HOLDUNTIL"), "by", asked.get("BY"), "priority", asked.get("MT-PRIORITY"),
                "about", job.about().orElse(null),
                "msgid", job.header().first("Message-Id").map(HeaderField::value).orElse(null));
    }

    /** A recipient that was refused while it was submitted: there is no message yet, and no queue id. */
    public static void refused(Origin origin, ReversePath sender, Recipient recipient, Verdict verdict) {
        MailMetrics.event("refused");
        write("event=refused", "rcpt", recipient, "from", sender, "client", origin.address(), "code", verdict.code(),
                "status", verdict.status(), "text", verdict.text());
    }

    /** What a check rule set of the policy refused. */
    public static void refused(Origin origin, String ruleSet, String argument, Verdict verdict) {
        MailMetrics.event("refused");
        write("event=refused", "ruleset", ruleSet, "arg", argument, "client", origin.address(), "code", verdict.code(),
                "status", verdict.status(), "text", verdict.text());
    }

    /**
     * What a check rule set wants done with a message: {@code discard} or {@code quarantine}.
     *
     * @param reason null if there is none
     */
    public static void decided(String event, Origin origin, String ruleSet, String argument, String reason) {
        MailMetrics.event(event);
        write("event=" + event, "ruleset", ruleSet, "arg", argument, "client", origin.address(), "reason", reason);
    }

    /**
     * What a filter said: {@code refused}, {@code discard} or {@code quarantine}.
     *
     * @param verdict null if it refuses nothing
     * @param reason  null if there is none
     */
    public static void filtered(String event, Origin origin, String filter, String step, String argument, Verdict verdict,
            String reason) {
        MailMetrics.event(event);
        write("event=" + event, "filter", filter, "step", step, "arg", argument, "client", origin.address(),
                "code", verdict == null ? null : verdict.code(), "status", verdict == null ? null : verdict.status(),
                "text", verdict == null ? null : verdict.text(), "reason", reason);
    }

    private static void write(String beginning, Object... pairs) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        StringBuilder line = new StringBuilder(160).append(beginning);
        for (int i = 0; i + 1 < pairs.length; i += 2) {
            if (pairs[i + 1] != null) {
                line.append(' ').append(pairs[i]).append('=');
                append(line, pairs[i + 1].toString());
            }
        }
        LOG.info(line.toString()); // without arguments, so that nothing in it is a place for one
    }

    static void append(StringBuilder line, String value) {
        boolean quote = value.isEmpty();
        boolean plain = true;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            quote |= c <= ' ' || c == '"';
            plain &= c >= ' ' && c <= '~' && c != '"' && c != '\\';
        }
        if (quote) {
            line.append('"');
        }
        if (plain) {
            line.append(value);
        } else {
            escape(line, value);
        }
        if (quote) {
            line.append('"');
        }
    }

    private static void escape(StringBuilder line, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c > '~') {
                line.append("\\x").append(Character.forDigit(c >> 4 & 0xf, 16)).append(Character.forDigit(c & 0xf, 16));
            } else {
                if (c == '"' || c == '\\') {
                    line.append('\\');
                }
                line.append(c);
            }
        }
    }
}
