package org.fingerpost.core.submit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.rewrite.Resolution;
import org.fingerpost.api.rewrite.Route;
import org.fingerpost.api.submit.Admission;
import org.fingerpost.api.submit.Arrival;
import org.fingerpost.api.submit.Verdict;
import org.fingerpost.core.check.CheckRuleSet;
import org.fingerpost.core.check.Judgement;
import org.fingerpost.core.log.MailLog;
import org.fingerpost.core.log.Printable;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.MacroScope;
import org.fingerpost.core.policy.MessageMacros;
import org.fingerpost.core.policy.PolicySurroundings;
import org.fingerpost.core.rewrite.AddressRewriter.Role;
import org.fingerpost.core.rewrite.Trace;
import org.fingerpost.core.services.Services;

/**
 * What the policy's check rule sets say while a client connects and a message comes in, phase by phase, in the order of the
 * methods here. Each phase defines its macros, applies its rule set if there is one, and remembers what is to become of the
 * message: this is where anybody else who is to be asked about a message comes in.
 *
 * <p>Macros that rules set stay for the phases after it. What local programs submit passes the header's checks only, as in
 * sendmail; the router's own reports pass none, so that none is lost. Used by one thread at a time.
 */
final class PolicyChecks {

    private static final String CHECK_RCPT = "check_rcpt";
    /** As m4 names what a site adds: asked where there is no {@code check_rcpt}, and it does not decide who may send on. */
    private static final String LOCAL_CHECK_RCPT = "Local_check_rcpt";
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    /** Without rewriting of its own. */
    private static final MailerDefinition NO_MAILER = MailerDefinition.implicit("none");
    /** Who sends what has no sender. */
    private static final String DAEMON = "MAILER-DAEMON";
    /** Reply codes at which sendmail says which address it is about. */
    private static final Set<Integer> ABOUT_AN_ADDRESS = Set.of(450, 550, 553);

    private final Origin origin;
    private final MacroScope macros;
    private final PolicySurroundings surroundings;
    /** Whether there is no message, so that nothing is to be logged. */
    private final boolean rehearsal;
    private boolean discarded;
    private Optional<String> quarantine;
    private boolean reportOfOurs;

    PolicyChecks(Generation generation, Services services, Origin origin, Admission admission) {
        this(generation, services, origin, admission, Trace.NONE, false);
    }

    /** For a message that does not exist: nothing is logged. */
    static PolicyChecks rehearsal(Generation generation, Services services, Origin origin, Trace trace) {
        return new PolicyChecks(generation, services, origin, Admission.GRANTED, trace, true);
    }

    private PolicyChecks(Generation generation, Services services, Origin origin, Admission admission, Trace trace,
            boolean rehearsal) {
        this.rehearsal = rehearsal;
        this.origin = origin;
        this.macros = MessageMacros.of(generation.policy(), origin).nested();
        this.surroundings = new PolicySurroundings(generation, macros, services, trace);
        this.discarded = admission.discard();
        this.quarantine = admission.quarantine();
        admission.macros().forEach(macros::define);
    }

    /** The rules' view of this message; what a phase defines is seen there. */
    PolicySurroundings surroundings() {
        return surroundings;
    }

    /** Whether the message is to be taken and thrown away. */
    boolean isDiscarded() {
        return discarded;
    }

    /** Why the message is to be held, if it is. */
    Optional<String> quarantine() {
        return quarantine;
    }

    /** Whether the policy decides itself who may send on to others. */
    boolean decidesRelaying() {
        return !origin.isLocal() && CheckRuleSet.find(CHECK_RCPT, surroundings).isPresent();
    }

    /** {@code check_relay}, {@code srv_features} and {@code greet_pause}: the client, before any command. */
    Admission client(Arrival arrival) {
        macros.define("daemon_name", arrival.service());
        number("client_connections", arrival.connections());
        number("client_rate", arrival.rate());
        number("total_rate", arrival.totalRate());
        String[] client = {origin.clientName(), macros.value("client_addr").orElse("")};
        Optional<Verdict> refusal = apply("check_relay", client);
        return new Admission(refusal.orElse(Admission.GRANTED.verdict()), discarded, quarantine, macros.own(),
                arrival.submission(), pause(client), features(client));
    }

    private void number(String macro, int value) {
        if (value > 0) {
            macros.define(macro, String.valueOf(value));
        }
    }

    /** {@code $# milliseconds}: sendmail takes 5 minutes at most. */
    private Optional<Duration> pause(String... client) {
        return find("greet_pause").flatMap(check -> check.answer(client)).map(words -> String.join("", words))
                .filter(text -> text.matches("\\d{1,9}"))
                .map(text -> Duration.ofMillis(Math.min(LONGEST_PAUSE.toMillis(), Long.parseLong(text))));
    }

    /** {@code $# letter letter …}. */
    private String features(String... client) {
        return find("srv_features").flatMap(check -> check.answer(client)).map(words -> words.stream()
                .map(String::strip).filter(word -> !word.isEmpty()).map(word -> word.substring(0, 1))
                .collect(Collectors.joining())).orElse("");
    }

    /**
     * {@code check_mail}. Where rules decide who may send on to others they also say which senders are none: one that rule set 0
     * refuses for good is refused, as in sendmail.
     */
    Optional<Verdict> sender(ReversePath sender, Function<String, Resolution> resolver) {
        reportOfOurs = origin.isLocal() && origin.user().isEmpty() && sender.isNull();
        if (origin.isLocal()) {
            return Optional.empty();
        }
        macros.define("mail_from", sender.toString()).define("f", canonical(sender)).define("addr_type", "e s")
                .define("msg_size", sender.parameters().getOrDefault("SIZE", "")).define("nrcpts", "0").define("nbadrcpts", "0");
        Optional<Verdict> unprotected = protection();
        if (unprotected.isPresent() || !decidesRelaying() && find("check_mail").isEmpty()) {
            return unprotected;
        }
        Resolution route = resolver.apply(sender.isNull() ? DAEMON : sender.address());
        triple("mail", sender.address(), route);
        return impossible(sender, route)
                .or(() -> apply("check_mail", sender.toString()).map(verdict -> about(sender.toString(), verdict)));
    }

    /** The sender with what is believed of who has submitted the message; before {@link #sender}. */
    ReversePath author(ReversePath sender) {
        return ClaimedAuthor.judged(sender, origin, this, macros);
    }

    /** {@code tls_client}: whether the connection is good enough. */
    private Optional<Verdict> protection() {
        return apply("tls_client", macros.value("verify").orElse(""), origin.protection().isEncrypted() ? "STARTTLS" : "MAIL");
    }

    private Optional<Verdict> impossible(ReversePath sender, Resolution route) {
        return decidesRelaying() && route instanceof Resolution.Refusal refusal && refusal.status().isPermanent()
                ? Optional.of(about(sender.toString(), new Verdict(refusal.code(), refusal.status(),
                        Printable.line(refusal.text()))))
                : Optional.empty();
    }

    /** The sender as rule sets 3, 1 and 4 have it: {@code $f}. */
    private String canonical(ReversePath sender) {
        return surroundings.generation().addresses().rewrite(sender.address(), Role.ENVELOPE_SENDER, NO_MAILER, surroundings);
    }

    /**
     * {@code check_rcpt}, or else {@code Local_check_rcpt}.
     *
     * @param route    where it goes by the rules; the local users and aliases have not been asked yet
     * @param accepted recipients so far
     * @param refused  recipients so far
     */
    Optional<Verdict> recipient(Recipient recipient, Resolution route, int accepted, int refused) {
        if (origin.isLocal()) {
            return Optional.empty();
        }
        macros.define("nrcpts", String.valueOf(accepted)).define("nbadrcpts", String.valueOf(refused)).define("addr_type", "e r");
        return find(CHECK_RCPT).or(() -> find(LOCAL_CHECK_RCPT)).flatMap(check -> {
            triple("rcpt", recipient.address(), route);
            return apply(check, recipient.toString()).map(verdict -> about(recipient.toString(), verdict));
        });
    }

    /** {@code check_vrfy}. */
    Optional<Verdict> verification(String address) {
        return origin.isLocal() ? Optional.empty() : apply("check_vrfy", address);
    }

    /** {@code check_expn}. */
    Optional<Verdict> expansion(String name) {
        return origin.isLocal() ? Optional.empty() : apply("check_expn", name);
    }

    /** {@code check_etrn}. */
    Optional<Verdict> turning(String node) {
        return origin.isLocal() ? Optional.empty() : apply("check_etrn", node);
    }

    /** {@code check_data}: before the content comes. */
    Optional<Verdict> beforeContent(int recipients) {
        macros.define("nrcpts", String.valueOf(recipients));
        List.of("rcpt_mailer", "rcpt_host", "rcpt_addr").forEach(macros::undefine);
        return origin.isLocal() ? Optional.empty() : apply("check_data", String.valueOf(recipients));
    }

    /**
     * The rule sets of header fields, {@code check_eoh}, {@code check_eom}.
     *
     * @param size of the whole message, in octets
     */
    Optional<Verdict> content(Header header, long size) {
        if (reportOfOurs) {
            return Optional.empty();
        }
        ContentChecks content = new ContentChecks(this, macros, surroundings.generation().policy().headers());
        content.header(header);
        macros.define("msg_size", String.valueOf(size));
        if (!origin.isLocal()) {
            content.message(size);
        }
        return content.refusal();
    }

    private void triple(String prefix, String address, Resolution resolution) {
        Route route = resolution instanceof Route known ? known : new Route("", "", address);
        macros.define(prefix + "_mailer", route.mailer()).define(prefix + "_host", route.host())
                .define(prefix + "_addr", route.user());
    }

    Optional<CheckRuleSet> find(String ruleSet) {
        return CheckRuleSet.find(ruleSet, surroundings);
    }

    Optional<Verdict> apply(String ruleSet, String... texts) {
        return find(ruleSet).flatMap(check -> apply(check, texts));
    }

    private Optional<Verdict> apply(CheckRuleSet check, String... texts) {
        return conclude(check, String.join(" ", texts), check.judge(texts));
    }

    /** Remembers what a rule set wants, and says what it refuses. */
    Optional<Verdict> conclude(CheckRuleSet check, String argument, Judgement judgement) {
        if (judgement instanceof Judgement.Refused refused) {
            if (!rehearsal) {
                MailLog.refused(origin, check.name(), argument, refused.verdict());
            }
            return Optional.of(refused.verdict());
        }
        if (judgement instanceof Judgement.Discarded) {
            discarded = true;
            decided("discard", check, argument, null);
        } else if (judgement instanceof Judgement.Quarantined quarantined) {
            quarantine = Optional.of(quarantined.reason());
            macros.define("quarantine", quarantined.reason());
            decided("quarantine", check, argument, quarantined.reason());
        }
        return Optional.empty();
    }

    private void decided(String event, CheckRuleSet check, String argument, String reason) {
        if (!rehearsal) {
            MailLog.decided(event, origin, check.name(), argument, reason);
        }
    }

    /** As sendmail has it: some replies say which address they are about. */
    static Verdict about(String address, Verdict verdict) {
        return ABOUT_AN_ADDRESS.contains(verdict.code())
                ? new Verdict(verdict.code(), verdict.status(), Printable.line(address) + "... " + verdict.text()) : verdict;
    }
}
