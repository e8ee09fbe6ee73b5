package org.fingerpost.listener.smtp.extension;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** Extensions that the server has, in the order in which EHLO lists them: when each is offered, and with which words. */
public enum Extension {
    /** RFC 2920. */
    PIPELINING(always()),
    /** RFC 6152. */
    EIGHT_BIT_MIME("8BITMIME", always()),
    /** RFC 1870 §3: without a number nothing is said about a limit. */
    SIZE("SIZE", (in, now) -> Optional.of(in.maxBytes() > 0 ? " " + in.maxBytes() : "")),
    /** RFC 3461. */
    DSN(Circumstances::offersReceipts),
    /** RFC 2034. */
    ENHANCED_STATUS_CODES("ENHANCEDSTATUSCODES", always()),
    /** RFC 3030 §2. */
    CHUNKING(always()),
    /** RFC 3030 §3: only with CHUNKING. */
    BINARYMIME(in -> !in.withheld().contains(CHUNKING)),
    /** RFC 6531: only with 8BITMIME. */
    SMTPUTF8(in -> !in.withheld().contains(EIGHT_BIT_MIME)),
    /** RFC 3207. */
    STARTTLS(Circumstances::offersStartTls),
    /** RFC 4954. */
    AUTH("AUTH", (in, now) -> in.mechanisms().isEmpty() ? Optional.empty()
            : Optional.of(" " + String.join(" ", new TreeSet<>(in.mechanisms())))),
    /** RFC 8689 §2: never but under TLS. */
    REQUIRETLS(Circumstances::isEncrypted),
    /** RFC 2852; there is no least time, so none is named. */
    DELIVERBY(always()),
    /** RFC 6710. */
    MT_PRIORITY("MT-PRIORITY", always()),
    /** RFC 4865 §3: a matter of submission, or of somebody who is known. */
    FUTURERELEASE("FUTURERELEASE", (in, now) -> in.maxHold().isZero() || !in.isSubmission() && !in.isAuthenticated()
            ? Optional.empty() : Optional.of(" " + in.maxHold().toSeconds() + " " + wholeSeconds(now.plus(in.maxHold())))),
    /** RFC 9422. */
    LIMITS("LIMITS", (in, now) -> Optional.of(" RCPTMAX=" + in.maxRecipients()
            + (in.maxMessages() > 0 ? " MAILMAX=" + in.maxMessages() : ""))),
    /** RFC 1985. */
    ETRN(Circumstances::offersTurn),
    /** RFC 5321 §4.1.1.7. */
    EXPN(Circumstances::offersExpansion),
    /** RFC 5321 §4.1.1.8. */
    HELP(always());

    private final String keyword;
    private final BiFunction<Circumstances, Instant, Optional<String>> words;

    Extension(String keyword, BiFunction<Circumstances, Instant, Optional<String>> words) {
        this.keyword = keyword;
        this.words = words;
    }

    Extension(String keyword, Predicate<Circumstances> condition) {
        this(keyword, (in, now) -> condition.test(in) ? Optional.of("") : Optional.empty());
    }

    Extension(Predicate<Circumstances> condition) {
        this.keyword = name();
        this.words = (in, now) -> condition.test(in) ? Optional.of("") : Optional.empty();
    }

    private static Predicate<Circumstances> always() {
        return in -> true;
    }

    private static Instant wholeSeconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    /** EHLO's word for it (RFC 5321 §4.1.1.1, ehlo-keyword). */
    public String keyword() {
        return keyword;
    }

    /** Its line in the answer to EHLO; empty if it is not offered. */
    Optional<String> line(Circumstances in, Instant now) {
        return in.withheld().contains(this) ? Optional.empty() : words.apply(in, now).map(rest -> keyword + rest);
    }
}
