package org.fingerpost.core.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.mail.EnhancedStatus;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.rewrite.Resolution;
import org.fingerpost.api.rewrite.Resolution.Refusal;
import org.fingerpost.api.rewrite.Route;
import org.fingerpost.api.rewrite.Tokenizer.Tokenization;

/**
 * What is done to whole addresses: text in, text or a route out. Immutable; any thread. No text makes it throw; rule sets that
 * the policy lacks change nothing.
 */
public final class AddressRewriter {

    /** Which address it is: rule sets 1 and 2, and the halves of S= and R=, are chosen by this. */
    public enum Role {
        ENVELOPE_SENDER, ENVELOPE_RECIPIENT, HEADER_SENDER, HEADER_RECIPIENT;

        private boolean isSender() {
            return this == ENVELOPE_SENDER || this == HEADER_SENDER;
        }

        private Optional<String> ruleSet(MailerDefinition mailer) {
            return switch (this) {
                case ENVELOPE_SENDER -> mailer.senderEnvelopeRuleSet();
                case ENVELOPE_RECIPIENT -> mailer.recipientEnvelopeRuleSet();
                case HEADER_SENDER -> mailer.senderHeaderRuleSet();
                case HEADER_RECIPIENT -> mailer.recipientHeaderRuleSet();
            };
        }
    }

    private static final String CANONICAL = "3";
    private static final String PARSE = "0";
    private static final String SENDERS = "1";
    private static final String RECIPIENTS = "2";
    private static final String FINAL = "4";
    private static final String LOCAL = "5";
    private static final List<String> PARSING = List.of(CANONICAL, PARSE);
    private static final List<String> CANONICAL_SENDER = List.of(CANONICAL, SENDERS, FINAL);
    private static final String NULL_ADDRESS = "<>";
    /** From this level on a colon ends the name of a group, unless the option ColonOkInAddr says what it does. */
    private static final int GROUPS_LEVEL = 6;
    private static final int MAX_FRAMED = 256;

    private final Policy policy;
    private final RuleEngine engine;
    /** Whether a colon is part of an address, {@code host:user}. */
    private final boolean colonOk;

    public AddressRewriter(Policy policy, RuleEngine engine) {
        this.policy = policy;
        this.engine = engine;
        this.colonOk = policy.option("ColonOkInAddr").map(AddressRewriter::isTrue).orElse(policy.level() < GROUPS_LEVEL);
    }

    /** Sendmail's flags: nothing, or what begins with t, y or 1. */
    private static boolean isTrue(String option) {
        String value = option.strip();
        return value.isEmpty() || "tTyY1".indexOf(value.charAt(0)) >= 0;
    }

    /**
     * Where the address goes: rule sets 3 and 0, and for the user 2, R= and 4. An address with a mistake in its syntax is refused
     * with 553 5.1.3, as is one without any token.
     */
    public Resolution resolve(String address, Surroundings surroundings) {
        Optional<String> problem = MailboxSyntax.problem(address);
        if (problem.isPresent()) {
            return syntaxError(problem.get());
        }
        Tokenization cut = engine.tokenizer().tokenize(address);
        if (!cut.problems().isEmpty()) {
            return syntaxError(cut.problems().get(0).text());
        }
        if (cut.tokens().isEmpty()) {
            return syntaxError("the address is empty");
        }
        return resolve(cut.tokens(), surroundings.forOneAddress());
    }

    private Resolution resolve(List<String> tokens, Surroundings surroundings) {
        Rewritten parsed = run(PARSING, tokens, surroundings);
        return parsed.status().refusal(parsed.reason()).<Resolution>map(refusal -> refusal)
                .orElseGet(() -> parsed.isResolved() ? resolution(Triple.of(parsed.tokens()), surroundings)
                        : misconfigured("rule set 0 gives no mailer"));
    }

    /** Where rule set 5 sends the user of a local route, if anywhere; its host is {@code $h}. */
    public Optional<Resolution> resolveLocal(Route route, Surroundings surroundings) {
        Surroundings one = surroundings.forOneAddress();
        List<String> tokens = engine.tokenizer().tokenize(route.user()).tokens();
        Rewritten result = engine.evaluate(LOCAL, tokens, new WithHost(one, route.host()));
        Optional<Refusal> refusal = result.status().refusal(result.reason());
        return refusal.isPresent() ? refusal.map(each -> each)
                : result.isResolved() ? Optional.of(resolution(Triple.of(result.tokens()), one)) : Optional.empty();
    }

    private Resolution resolution(Triple triple, Surroundings surroundings) {
        if (triple.isError()) {
            return triple.resolution(engine.tokenizer());
        }
        if (triple.isDiscard()) {
            return misconfigured("unknown mailer discard"); // it is for check rule sets only
        }
        return triple.hasUser() ? route(triple, surroundings) : misconfigured("rule set 0 gives no user");
    }

    private Resolution route(Triple triple, Surroundings surroundings) {
        Optional<MailerDefinition> mailer = Optional.ofNullable(policy.mailers().get(triple.mailer()));
        String host = folded(Triple.text(triple.host(), engine.tokenizer()), mailer, 'h');
        List<String> ruleSets = ruleSets(RECIPIENTS, mailer.flatMap(MailerDefinition::recipientEnvelopeRuleSet));
        // A leading @ asks for a user of the machine; flag @ says that the mailer knows no other ones.
        boolean leadingAt = mailer.isPresent() && mailer.get().has('@')
                && !triple.user().isEmpty() && triple.user().get(0).equals("@");
        List<String> given = leadingAt ? triple.user().subList(1, triple.user().size()) : triple.user();
        Rewritten user = run(ruleSets, given, new WithHost(surroundings, host));
        Optional<Refusal> refusal = user.status().refusal(user.reason());
        if (refusal.isPresent() || user.isResolved()) {
            return refusal.orElseGet(() -> misconfigured("a rule set for recipients gives a mailer"));
        }
        String text = folded(Triple.text(user.tokens(), engine.tokenizer()), mailer, 'u');
        return MailboxSyntax.problemOfResult(host + text).<Resolution>map(AddressRewriter::syntaxError)
                .orElseGet(() -> new Route(mailer.map(MailerDefinition::name).orElse(triple.mailer()), host, text));
    }

    /** Lower case, unless the mailer's flag says that case matters to it. */
    private static String folded(String text, Optional<MailerDefinition> mailer, char flag) {
        return mailer.isPresent() && !mailer.get().has(flag) ? Ascii.lower(text) : text;
    }

    /**
     * The address as this mailer wants it: rule sets 3, 1 or 2, S= or R=, 4. The null address may come out as anything the rules
     * make of it. If the rules fail, the address stays as it is.
     */
    public String rewrite(String address, Role role, MailerDefinition mailer, Surroundings surroundings) {
        boolean nullAddress = address.isEmpty() && role.isSender();
        List<String> tokens = engine.tokenizer().tokenize(nullAddress ? NULL_ADDRESS : address).tokens();
        if (tokens.isEmpty()) {
            return address;
        }
        surroundings.trace().rewriting(role, address);
        String rewritten = rewritten(tokens, role, mailer, surroundings, "").filter(AddressRewriter::isPrintable)
                .filter(text -> !(nullAddress && text.equals(NULL_ADDRESS))).orElse(address);
        surroundings.trace().rewritten(rewritten);
        return rewritten;
    }

    /** The address as rules see it that know of no mailer: sets 3, 1 and 4. */
    public String canonicalSender(String address, Surroundings surroundings) {
        List<String> tokens = engine.tokenizer().tokenize(address).tokens();
        return text(tokens, CANONICAL_SENDER, surroundings).filter(AddressRewriter::isPrintable)
                .orElse(address);
    }

    /**
     * One item of a header field's list, as this mailer wants it. Rules see all of it but its comments; phrase and comments are
     * kept around what they make of it, unless the mailer has flag {@code c}. If they fail, or if there is no address, it stays
     * as it is.
     *
     * @param domain {@code @host} that is appended to what has none; empty for nothing
     */
    public String rewriteItem(String item, Role role, MailerDefinition mailer, Surroundings surroundings, String domain) {
        List<String> tokens = engine.tokenizer().tokenize(item).tokens();
        if (tokens.isEmpty()) {
            return item;
        }
        surroundings.trace().rewriting(role, item);
        String rewritten = rewritten(tokens, role, mailer, surroundings, domain)
                .map(address -> mailer.has('c') ? address : inFrame(frame(item), address)).orElse(item);
        surroundings.trace().rewritten(rewritten);
        return rewritten;
    }

    private Optional<String> rewritten(List<String> tokens, Role role, MailerDefinition mailer, Surroundings surroundings,
            String domain) {
        List<String> complete = domain.isEmpty() ? tokens : withDomain(tokens, domain, surroundings);
        List<String> ruleSets = new ArrayList<>(4);
        ruleSets.add(CANONICAL);
        ruleSets.addAll(ruleSets(role.isSender() ? SENDERS : RECIPIENTS, role.ruleSet(mailer)));
        return text(complete, ruleSets, surroundings);
    }

    /** The one for all mailers, this mailer's, and the last. */
    private static List<String> ruleSets(String general, Optional<String> ofMailer) {
        return ofMailer.isPresent() ? List.of(general, ofMailer.get(), FINAL) : List.of(general, FINAL);
    }

    /** Whether there is a domain shows only after rule set 3; with one, it starts anew. */
    private List<String> withDomain(List<String> tokens, String domain, Surroundings surroundings) {
        Rewritten canonical = run(List.of(CANONICAL), tokens, surroundings.forOneAddress());
        if (canonical.status() != Status.OK || canonical.isResolved() || canonical.tokens().contains("@")) {
            return tokens;
        }
        List<String> longer = new ArrayList<>(canonical.tokens());
        longer.addAll(engine.tokenizer().tokenize(domain).tokens());
        return longer;
    }

    private Optional<String> text(List<String> tokens, List<String> ruleSets, Surroundings surroundings) {
        Rewritten result = run(ruleSets, tokens, surroundings.forOneAddress());
        if (result.status() != Status.OK || result.isResolved()) {
            return Optional.empty();
        }
        return Optional.of(Triple.text(result.tokens(), engine.tokenizer()));
    }

    /** Whether it may go into an envelope or an argument vector. In a header control characters are the sender's own. */
    private static boolean isPrintable(String address) {
        return MailboxSyntax.problemOfResult(address).isEmpty();
    }

    /** The address's frame with {@code $g} in place of the address, as tests of addresses show it: one without room is lost. */
    public String cracked(String address) {
        return framed(address, "$g");
    }

    /**
     * The address's frame around another one; as it is if there is no address in it. As sendmail has it, of 256 octets at most.
     */
    public String framed(String address, String other) {
        AddressFrame frame = AddressFrame.of(address, colonOk);
        String text = !frame.fits() ? "<" + other + ">" : frame.before() + (frame.hasAddress() ? other : "") + frame.after();
        return text.substring(0, Math.min(MAX_FRAMED, text.length()));
    }

    /** The address in its frame: quotes are where a phrase needs them, what is open is closed. */
    public String mended(String address) {
        AddressFrame frame = frame(address);
        return inFrame(frame, frame.address());
    }

    private AddressFrame frame(String address) {
        return AddressFrame.of(address, colonOk);
    }

    private static String inFrame(AddressFrame frame, String address) {
        return frame.before() + (frame.hasAddress() ? address : "") + frame.after();
    }

    /** One rule set after the other; one that resolves the address, or fails, is the last. */
    private Rewritten run(List<String> ruleSets, List<String> tokens, Surroundings surroundings) {
        return engine.evaluate(ruleSets, tokens, surroundings);
    }

    private static Refusal syntaxError(String text) {
        return new Refusal(553, EnhancedStatus.of("5.1.3"), text);
    }

    private static Refusal misconfigured(String text) {
        return Status.CONFIGURATION.refusal(text).orElseThrow();
    }
}
