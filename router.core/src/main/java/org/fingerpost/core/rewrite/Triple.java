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
                host < 0 ? List.of() : part(tokens, host + 1, end),
                user < 0 ? List.of() : part(tokens, user + 1, tokens.size()), user >= 0);
    }

    /** Which nobody changes. */
    private static List<String> part(List<String> tokens, int from, int to) {
        List<String> part = tokens.subList(from, to);
        return part instanceof TokenList ? part : List.copyOf(part);
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
        for (int i = 0; i < tokens.size(); i++) {
            if (OperatorTokens.isOperator(tokens.get(i))) {
                return OperatorTokens.without(text);
            }
        }
        return text;
    }

    /** What the outside gets of a rule set. */
    static Rewriting rewriting(Rewritten result, Tokenizer tokenizer) {
        return result.status().refusal(result.reason()).<Rewriting>map(Rewriting.Resolved::new)
                .orElseGet(() -> result.isResolved()
                        ? new Rewriting.Resolved(of(result.tokens()).resolution(tokenizer))
                        : new Rewriting.Tokens(result.tokens()));
    }

    /** What rules get of one written in Java. */
    static Rewritten tokens(Rewriting rewriting, Tokenizer tokenizer) {
        return Rewritten.ok(rewriting instanceof Rewriting.Tokens t ? t.tokens()
                : tokens(((Rewriting.Resolved) rewriting).resolution(), tokenizer));
    }

    private static List<String> tokens(Resolution resolution, Tokenizer tokenizer) {
        if (resolution instanceof Refusal refusal) {
            return tokens(ERROR, List.of(refusal.status().toString()), List.of(refusal.code() + " " + refusal.text()));
        }
        return resolution instanceof Route route
                ? tokens(route.mailer(), cut(route.host(), tokenizer), cut(route.user(), tokenizer))
                : List.of(Operator.MAILER, DISCARD, Operator.USER, DISCARD);
    }

    /** As tokens, so that the rules for recipients see what they are used to; but whole if anything were lost by cutting it. */
    private static List<String> cut(String text, Tokenizer tokenizer) {
        List<String> tokens = tokenizer.tokenize(text).tokens();
        return tokenizer.join(tokens).equals(text) ? tokens : List.of(text);
    }

    private static List<String> tokens(String mailer, List<String> host, List<String> user) {
        List<String> tokens = new ArrayList<>(List.of(Operator.MAILER, mailer));
        if (!host.isEmpty()) {
            tokens.add(Operator.HOST);
            tokens.addAll(host);
        }
        tokens.add(Operator.USER);
        tokens.addAll(user);
        return tokens;
    }
}
