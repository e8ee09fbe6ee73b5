package org.fingerpost.core.rewrite;

import java.util.ArrayList;
import java.util.List;

import org.fingerpost.api.rewrite.Operator;
import org.fingerpost.api.rewrite.Resolution;
import org.fingerpost.api.rewrite.Resolution.Refusal;
import org.fingerpost.api.rewrite.Rewriting;
import org.fingerpost.api.rewrite.Route;
import org.fingerpost.api.rewrite.Tokenizer;

/** A resolved address as tokens: {@code $# mailer $@ host $: user}. Host and user are empty if they are not there. */
public record Triple(String mailer, List<String> host, List<String> user, boolean hasUser) {

    private static final String ERROR = "error";
    private static final String DISCARD = "discard";

    /** @param tokens the first of them is {@code $#} */
    public static Triple of(List<String> tokens) {
        int user = tokens.indexOf(Operator.USER);
        int end = user < 0 ? tokens.size() : user;
        int host = tokens.subList(0, end).indexOf(Operator.HOST);
        int nameEnd = host < 0 ? end : host;
        return new Triple(String.join("", tokens.subList(1, nameEnd)),
                host < 0 ? List.of() : List.copyOf(tokens.subList(host + 1, end)),
                user < 0 ? List.of() : List.copyOf(tokens.subList(user + 1, tokens.size())), user >= 0);
    }

    public boolean isError() {
        return mailer.equalsIgnoreCase(ERROR);
    }

    public boolean isDiscard() {
        return mailer.equalsIgnoreCase(DISCARD);
    }

    /** What a check rule set that gives {@code $#error} has a client told. */
    public Resolution.Refusal reply(Tokenizer tokenizer) {
        return ErrorMailer.reply(text(host, tokenizer), errorText(tokenizer));
    }

    Resolution resolution(Tokenizer tokenizer) {
        if (isDiscard()) {
            return new Resolution.Discard();
        }
        if (isError()) {
            return ErrorMailer.refusal(text(host, tokenizer), errorText(tokenizer));
        }
        return new Route(mailer, text(host, tokenizer), text(user, tokenizer));
    }

    /** The user, where it is a message for people: its words are separated by blanks whatever option {@code BlankSub} says. */
    public String errorText(Tokenizer tokenizer) {
        return text(user, tokenizer.joiningBy(' '));
    }

    /** Tokens as text for the outside: a second {@code $@}, say, is nothing there. */
    public static String text(List<String> tokens, Tokenizer tokenizer) {
        String text = tokenizer.join(tokens);
        return tokens.stream().noneMatch(OperatorTokens::isOperator) ? text : OperatorTokens.without(text);
    }

    /** What the outside gets of a rule set. */
    static Rewriting rewriting(Rewritten result, Tokenizer tokenizer) {
        return result.status().refusal(result.reason()).<Rewriting>map(Rewriting.Resolved::new)
                .orElseGet(() -> result.isResolved()
                        ? new Rewriting.Resolved(of(result.tokens()).resolution(tokenizer))
                        : new Rewriting.Tokens(result.tokens()));
    }

    /** What rules get of one written in Java. */
    static Rewritten tokens(Rewriting rewriting) {
        return Rewritten.ok(rewriting instanceof Rewriting.Tokens t ? t.tokens()
                : tokens(((Rewriting.Resolved) rewriting).resolution()));
    }

    private static List<String> tokens(Resolution resolution) {
        if (resolution instanceof Refusal refusal) {
            return tokens(ERROR, refusal.status().toString(), refusal.code() + " " + refusal.text());
        }
        return resolution instanceof Route route ? tokens(route.mailer(), route.host(), route.user())
                : List.of(Operator.MAILER, DISCARD, Operator.USER, DISCARD);
    }

    /** Host and user stay whole, so that nothing is lost on their way through the rule sets that called. */
    private static List<String> tokens(String mailer, String host, String user) {
        List<String> tokens = new ArrayList<>(List.of(Operator.MAILER, mailer));
        if (!host.isEmpty()) {
            tokens.addAll(List.of(Operator.HOST, host));
        }
        tokens.addAll(List.of(Operator.USER, user));
        return tokens;
    }
}
