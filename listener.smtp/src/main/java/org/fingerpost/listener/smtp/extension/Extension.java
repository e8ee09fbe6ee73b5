package org.fingerpost.listener.smtp.extension;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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
    /** Postfix's; the words are what can be said. */
    XCLIENT("XCLIENT", (in, now) -> in.offersXclient() ? Optional.of(" NAME ADDR PORT PROTO HELO LOGIN DESTADDR DESTPORT")
            : Optional.empty()),
    /** RFC 8689 §2: never but under TLS. */
    REQUIRETLS(Circumstances::isEncrypted),
    /** RFC 2852 §2: with the least time, if there is one. */
    DELIVERBY("DELIVERBY", (in, now) -> in.router().deliverBy()
            .map(least -> least.isZero() ? "" : " " + least.toSeconds())),
    /** RFC 6710. */
    MT_PRIORITY("MT-PRIORITY", always()),
    /** RFC 4865 §3: a matter of submission, or of somebody who is known. */
    FUTURERELEASE("FUTURERELEASE", (in, now) -> in.isSubmission() || in.isAuthenticated()
            ? longestHold(in.router().hold(), now) : Optional.empty()),
    /** RFC 9422. */
    LIMITS("LIMITS", (in, now) -> Optional.of(" RCPTMAX=" + in.maxRecipients()
            + (in.maxMessages() > 0 ? " MAILMAX=" + in.maxMessages() : ""))),
    /** RFC 1985. */
    ETRN(in -> in.router().turning()),
    /** RFC 5321 §4.1.1.6. */
    VRFY(in -> in.router().verification()),
    /** RFC 5321 §4.1.1.7. */
    EXPN(in -> in.router().expansion()),
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

    private static Optional<String> longestHold(Duration longest, Instant now) {
        return longest.isZero() ? Optional.empty()
                : Optional.of(" " + longest.toSeconds() + " " + now.plus(longest).truncatedTo(ChronoUnit.SECONDS));
    }

    /**
     * Extensions by EHLO's words, in any case, separated by commas or blanks.
     *
     * @throws IllegalArgumentException that quotes what is none and says what is expected
     */
    public static Set<Extension> parseAll(String keywords) {
        EnumSet<Extension> all = EnumSet.noneOf(Extension.class);
        for (String keyword : keywords.strip().split("[,\\s]+")) {
            if (!keyword.isEmpty()) {
                all.add(parse(keyword));
            }
        }
        return Collections.unmodifiableSet(all);
    }

    private static Extension parse(String keyword) {
        return Arrays.stream(values()).filter(extension -> extension.keyword.equalsIgnoreCase(keyword)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + keyword + "\" where some of "
                        + Arrays.stream(values()).map(Extension::keyword).collect(Collectors.joining(", ")) + " are expected"));
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
