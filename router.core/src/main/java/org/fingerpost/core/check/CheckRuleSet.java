package org.fingerpost.core.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.rewrite.Operator;
import org.fingerpost.api.rewrite.Resolution.Refusal;
import org.fingerpost.api.rewrite.Tokenizer;
import org.fingerpost.api.submit.Verdict;
import org.fingerpost.core.log.Printable;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.PolicySurroundings;
import org.fingerpost.core.rewrite.Rewritten;
import org.fingerpost.core.rewrite.RuleEngine;
import org.fingerpost.core.rewrite.Status;
import org.fingerpost.core.rewrite.Triple;

/**
 * One rule set that judges, as sendmail applies it: {@code $#error} refuses, {@code $#discard} and {@code $#error $@ quarantine}
 * say what is done with the message, and everything else is no objection. No side effects but macros that the rules set.
 */
public final class CheckRuleSet {

    private static final String QUARANTINE = "quarantine";

    private final String name;
    private final RuleEngine engine;
    private final PolicySurroundings surroundings;

    private CheckRuleSet(String name, Generation generation, PolicySurroundings surroundings) {
        this.name = name;
        this.engine = generation.engine();
        this.surroundings = surroundings;
    }

    /** The rule set of this name, of the policy or of a bundle; empty if there is none. */
    public static Optional<CheckRuleSet> find(String name, PolicySurroundings surroundings) {
        boolean defined = surroundings.generation().engine().has(name) || surroundings.service(name).isPresent();
        return defined ? Optional.of(new CheckRuleSet(name, surroundings.generation(), surroundings)) : Optional.empty();
    }

    public String name() {
        return name;
    }

    /** Judges addresses or other short texts, without the comments in them; {@code $|} stands between two. */
    public Judgement judge(String... texts) {
        return judge(engine.tokenizer(), texts);
    }

    /** What it answers instead of judging: the words behind {@code $#}; empty if it answers nothing, or cannot. */
    public Optional<List<String>> answer(String... texts) {
        Rewritten result = engine.evaluate(name, tokens(engine.tokenizer(), texts), surroundings);
        return result.status() == Status.OK && result.isResolved()
                ? Optional.of(result.tokens().subList(1, result.tokens().size())) : Optional.empty();
    }

    /**
     * Whether it answers {@code $# word}.
     *
     * @return the word's absence is false; a refusal for now if the rules cannot be evaluated
     */
    public Permission permission(String word, String... texts) {
        Rewritten result = engine.evaluate(name, tokens(engine.tokenizer(), texts), surroundings);
        if (result.status() != Status.OK) {
            return new Permission(false, Optional.of(trouble(result)));
        }
        boolean given = result.isResolved() && result.tokens().subList(1, result.tokens().size()).equals(List.of(word));
        return new Permission(given, Optional.empty());
    }

    /** Judges the value of a header field. */
    public Judgement judgeField(String value, boolean comments) {
        return judge(comments ? engine.tokenizer().keepingComments() : engine.tokenizer(), value);
    }

    private Judgement judge(Tokenizer tokenizer, String... texts) {
        List<String> tokens = tokens(tokenizer, texts);
        // As in sendmail, nothing is said about nothing, nor about what cannot be cut: a field of one endless word, say.
        return tokens.isEmpty() ? new Judgement.Accepted() : judgement(engine.evaluate(name, tokens, surroundings));
    }

    private static List<String> tokens(Tokenizer tokenizer, String... texts) {
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            if (i > 0) {
                tokens.add(Operator.BAR);
            }
            tokens.addAll(tokenizer.tokenize(texts[i]).tokens());
        }
        return tokens;
    }

    private Judgement judgement(Rewritten result) {
        Triple triple = result.isResolved() ? Triple.of(result.tokens()) : null;
        if (triple != null && triple.isError()) {
            return error(triple);
        }
        if (result.status() != Status.OK) {
            return new Judgement.Refused(trouble(result));
        }
        return triple != null && triple.isDiscard() ? new Judgement.Discarded() : new Judgement.Accepted();
    }

    private static Verdict trouble(Rewritten result) {
        return Verdict.of(451, result.status() == Status.TEMPORARY ? "4.3.0" : "4.3.5", Printable.line(result.reason()));
    }

    private Judgement error(Triple triple) {
        if (triple.user().isEmpty() && triple.host().isEmpty()) {
            return new Judgement.Refused(Verdict.of(451, "4.3.5", "rule set " + name + " refuses without a reason"));
        }
        if (triple.host().size() == 1 && triple.host().get(0).equals(QUARANTINE)) {
            return new Judgement.Quarantined(Printable.line(triple.errorText(engine.tokenizer())));
        }
        Refusal refusal = triple.reply(engine.tokenizer());
        return new Judgement.Refused(new Verdict(refusal.code(), refusal.status(), Printable.line(refusal.text())));
    }
}
