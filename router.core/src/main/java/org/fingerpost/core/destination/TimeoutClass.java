package org.fingerpost.core.destination;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.queue.Job;
import org.fingerpost.core.request.TransferPriority;

/** What sort of message it is to those who wait for it, as the option {@code Timeout.queuereturn} distinguishes them. */
public enum TimeoutClass {

    NORMAL("normal"), URGENT("urgent"), NON_URGENT("non-urgent"),
    /** A report of what became of another message. */
    DSN("dsn");

    private static final Pattern REPORT =
            Pattern.compile("(?is).*;\\s*report-type\\s*=\\s*\"?delivery-status\\b.*");

    private final String word;

    TimeoutClass(String word) {
        this.word = word;
    }

    /** As options and settings have it. */
    public String word() {
        return word;
    }

    /** From this priority on a message is urgent, and from its opposite on it is not (RFC 6710 §A, RFC 2156 §5.3.6). */
    private static final int URGENT_FROM = 4;

    /** That of a message in the queue: what its sender has asked for in its envelope comes before its header. */
    public static TimeoutClass of(Job job, int precedence) {
        int priority = TransferPriority.of(job.sender()).orElse(0);
        return priority >= URGENT_FROM ? URGENT : priority <= -URGENT_FROM ? NON_URGENT : of(job.header(), precedence);
    }

    /**
     * That of a message, as sendmail has it: the field {@code Priority} says it (RFC 2156 §5.3.6), or else it is a report of
     * delivery (RFC 3464), or else the class of its precedence counts.
     *
     * @param precedence positive for urgent mail, negative for what can wait
     */
    public static TimeoutClass of(Header header, int precedence) {
        return header.first("Priority").flatMap(TimeoutClass::priority)
                .orElseGet(() -> header.first("Content-Type").filter(TimeoutClass::isReport).map(field -> DSN)
                        .orElse(precedence < 0 ? NON_URGENT : precedence > 0 ? URGENT : NORMAL));
    }

    private static Optional<TimeoutClass> priority(HeaderField field) {
        return switch (field.value().strip().toLowerCase(Locale.ROOT)) {
            case "urgent" -> Optional.of(URGENT);
            case "normal" -> Optional.of(NORMAL);
            case "non-urgent" -> Optional.of(NON_URGENT);
            default -> Optional.empty();
        };
    }

    private static boolean isReport(HeaderField field) {
        String type = field.value().strip();
        return type.regionMatches(true, 0, "multipart/report", 0, 16) && REPORT.matcher(type).matches();
    }
}
