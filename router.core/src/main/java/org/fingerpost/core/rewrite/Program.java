package org.fingerpost.core.rewrite;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.rewrite.Tokenizer;
import org.fingerpost.api.table.TableDeclaration;

/** What one policy says about rewriting, compiled: rule sets, classes, and how text becomes tokens and back. Immutable. */
final class Program {

    /** What sendmail takes if a policy does not say. */
    private static final String DEFAULT_OPERATOR_CHARS = ".:@[]";
    private static final Pattern SPACE_SUBSTITUTE = Pattern.compile("(?:^|\\s)-S(\\S)");
    /** The type dequote spells it in lower case as well. */
    private static final Pattern DEQUOTE_SUBSTITUTE = Pattern.compile("(?:^|\\s)-[Ss](\\S)");

    private static final Pattern KEEP_QUOTES = Pattern.compile("^\\s*(?:-\\S+\\s+)*-q");
    /** Types for which quotes are a part of the key, whatever their flags are. */
    private static final Set<String> KEEPING_QUOTES = Set.of("dequote", "macro", "arith", "arpa");

    private final Vocabulary vocabulary;
    private final Map<String, PhraseClass> classes = new HashMap<>();
    private final Map<String, CompiledRuleSet> ruleSets;
    /** What joins two atoms of a key, for the tables that have a character of their own. */
    private final Map<String, Character> keyBlanks = new HashMap<>();
    /** The tables that get keys with their quotes. */
    private final Set<String> quotedKeys = new HashSet<>();
    private final char blank;
    private final Tokenizer tokenizer;
    private final Tokenizer ruleTokenizer;
    private final Tokenizer valueTokenizer;
    private final Tokenizer tokenTokenizer;

    Program(Policy policy) {
        blank = policy.option("BlankSub").filter(b -> !b.isEmpty()).map(b -> b.charAt(0)).orElse(' ');
        tokenizer = new Tokenizer(policy.option("OperatorChars").orElse(DEFAULT_OPERATOR_CHARS)).joiningBy(blank);
        valueTokenizer = tokenizer.forValues();
        tokenTokenizer = tokenizer.keepingOperators();
        ruleTokenizer = policy.level() >= 9 ? tokenizer.internal().keepingComments() : tokenizer.internal();
        vocabulary = new Vocabulary(RuleCompiler.words(policy), tokenizer);
        policy.classes().forEach((name, members) -> classes.put(name, new PhraseClass(members)));
        ruleSets = new RuleCompiler(vocabulary, classes).ruleSets(policy);
        policy.tables().values().forEach(this::addKeyForm);
    }

    private void addKeyForm(TableDeclaration table) {
        if (KEEPING_QUOTES.contains(Ascii.lower(table.type())) || KEEP_QUOTES.matcher(table.arguments()).find()) {
            quotedKeys.add(Ascii.lower(table.name()));
        }
        Pattern option = table.type().equals("dequote") ? DEQUOTE_SUBSTITUTE : SPACE_SUBSTITUTE;
        Matcher m = option.matcher(table.arguments());
        if (m.find()) {
            keyBlanks.put(Ascii.lower(table.name()), m.group(1).charAt(0));
        }
    }

    /** What the patterns know of tokens. */
    Vocabulary vocabulary() {
        return vocabulary;
    }

    /** Null if the policy has none of this name. */
    CompiledRuleSet ruleSet(String nameOrNumber) {
        return ruleSets.get(nameOrNumber);
    }

    PhraseClass members(String className) {
        return classes.getOrDefault(className, PhraseClass.EMPTY);
    }

    /** For addresses: comments are dropped. */
    Tokenizer tokenizer() {
        return tokenizer;
    }

    /** For what tables give: comments are dropped. */
    Tokenizer valueTokenizer() {
        return valueTokenizer;
    }

    /** For what was made of tokens, and may hold operators: comments are dropped. */
    Tokenizer tokenTokenizer() {
        return tokenTokenizer;
    }

    /** For what rules get without an address around it: from level 9 on parentheses are tokens. */
    Tokenizer ruleTokenizer() {
        return ruleTokenizer;
    }

    /** What joins two atoms. */
    char blank() {
        return blank;
    }

    /** What joins two atoms in the key of a look-up in this table. */
    char keyBlank(String table) {
        return keyBlanks.isEmpty() ? blank : keyBlanks.getOrDefault(Ascii.lower(table), blank);
    }

    /** The key as this table gets it: mostly without quotation marks, and without the backslashes that quote a character. */
    String key(String table, String joined) {
        String plain = Quotes.strip(joined);
        return plain.equals(joined) || quotedKeys.contains(Ascii.lower(table)) ? joined : plain;
    }
}
