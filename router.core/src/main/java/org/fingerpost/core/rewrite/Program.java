package org.fingerpost.core.rewrite;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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

    private final Map<String, PhraseClass> classes = new HashMap<>();
    private final Map<String, CompiledRuleSet> ruleSets;
    private final Map<String, Tokenizer> tables = new HashMap<>();
    private final Tokenizer tokenizer;
    private final Tokenizer ruleTokenizer;
    private final Tokenizer valueTokenizer;

    Program(Policy policy) {
        policy.classes().forEach((name, members) -> classes.put(name, new PhraseClass(members)));
        ruleSets = new RuleCompiler(classes).ruleSets(policy);
        char blank = policy.option("BlankSub").filter(b -> !b.isEmpty()).map(b -> b.charAt(0)).orElse(' ');
        tokenizer = new Tokenizer(policy.option("OperatorChars").orElse(DEFAULT_OPERATOR_CHARS)).joiningBy(blank);
        valueTokenizer = tokenizer.internal();
        ruleTokenizer = policy.level() >= 9 ? valueTokenizer.keepingComments() : valueTokenizer;
        policy.tables().values().forEach(table -> tables.put(Ascii.lower(table.name()), keyTokenizer(table)));
    }

    private Tokenizer keyTokenizer(TableDeclaration table) {
        Pattern option = table.type().equals("dequote") ? DEQUOTE_SUBSTITUTE : SPACE_SUBSTITUTE;
        Matcher m = option.matcher(table.arguments());
        return m.find() ? tokenizer.joiningBy(m.group(1).charAt(0)) : tokenizer;
    }

    Optional<CompiledRuleSet> ruleSet(String nameOrNumber) {
        return Optional.ofNullable(ruleSets.get(nameOrNumber));
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

    /** For what rules get without an address around it: from level 9 on parentheses are tokens. */
    Tokenizer ruleTokenizer() {
        return ruleTokenizer;
    }

    /** Joins the key of a look-up in this table. */
    Tokenizer keyTokenizer(String table) {
        return tables.getOrDefault(Ascii.lower(table), tokenizer);
    }
}
