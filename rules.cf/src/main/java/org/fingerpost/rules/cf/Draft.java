package org.fingerpost.rules.cf;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.policy.RuleSetDefinition;
import org.fingerpost.api.rewrite.Tokenizer;

/** The policy as far as it has been read. Confined to one reading. */
final class Draft {

    private static final String DEFAULT_OPERATOR_CHARS = ".:@[]";
    /** The first level at which {@code $w} is the short name of the host. */
    private static final int SHORT_NAME_LEVEL = 5;

    private final Path directory;
    private final HostNames machine;
    private final Problems problems;
    private final Policy.Builder policy = Policy.builder();
    private final Map<String, RuleSetDraft> ruleSets = new LinkedHashMap<>();
    private final Set<String> options = new HashSet<>();
    private final Map<String, String> spellings = new HashMap<>();
    private String operatorChars = DEFAULT_OPERATOR_CHARS;
    private int level;

    Draft(Path directory, HostNames machine, Problems problems) {
        this.directory = directory;
        this.machine = machine;
        this.problems = problems;
        macro("w", machine.fullName());
        macro("j", machine.fullName());
        macro("m", machine.domain());
        macro("k", machine.shortName());
        macro("n", "MAILER-DAEMON");
        macro("v", "Fingerpost");
        macro("opMode", "d"); // rules ask for it when they are read: addresses in .REDIRECT
        LinkedHashSet<String> own = new LinkedHashSet<>(List.of(machine.shortName(), machine.fullName(), "localhost", "[127.0.0.1]"));
        addToClass("w", List.copyOf(own));
        addToClass("k", List.of(machine.shortName()));
        if (!machine.domain().isEmpty()) {
            addToClass("m", List.of(machine.domain()));
        }
    }

    private void macro(String name, String value) {
        policy.macro(name, MacroText.literal(value));
    }

    /** Sendmail knows one spelling of a word for all classes: the one that it met first. */
    void addToClass(String name, List<String> words) {
        policy.addToClass(name, words.stream().map(word -> spellings.computeIfAbsent(lower(word), w -> word)).toList());
    }

    /** ASCII only: words are octets. */
    private static String lower(String word) {
        return word.chars().map(c -> c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c).mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    Policy.Builder policy() {
        return policy;
    }

    Problems problems() {
        return problems;
    }

    /** A file named in the policy. */
    Path resolve(String file) {
        return directory.resolve(file);
    }

    Path directory() {
        return directory;
    }

    int level() {
        return level;
    }

    void level(int value) {
        level = value;
        policy.level(value);
        Optional<MacroText> w = policy.macro("w");
        if (value >= SHORT_NAME_LEVEL && w.equals(Optional.of(MacroText.literal(machine.fullName())))) {
            macro("w", machine.shortName());
        }
    }

    /** The text with the values that its macros have up to here. */
    String expand(String text) {
        return text.indexOf('$') < 0 ? text : MacroText.parse(text).expand(policy::macro);
    }

    boolean hasOption(String longName) {
        return options.contains(longName);
    }

    void option(String longName, String value) {
        options.add(longName);
        policy.option(longName, value);
        if (longName.equals("OperatorChars")) {
            operatorChars = value;
        }
    }

    /** Cuts the rules that follow. */
    Tokenizer ruleTokenizer() {
        Tokenizer tokenizer = new Tokenizer(operatorChars).forRules();
        return level >= 9 ? tokenizer.keepingComments() : tokenizer;
    }

    Optional<RuleSetDraft> ruleSet(String name) {
        return Optional.ofNullable(ruleSets.get(name));
    }

    Optional<RuleSetDraft> ruleSet(int number) {
        return ruleSets.values().stream().filter(set -> set.number().equals(OptionalInt.of(number))).findFirst();
    }

    void add(RuleSetDraft ruleSet) {
        ruleSets.put(ruleSet.name(), ruleSet);
    }

    void rename(RuleSetDraft ruleSet, String name) {
        ruleSets.remove(ruleSet.name());
        ruleSet.name(name);
        ruleSets.put(name, ruleSet);
    }

    int namedRuleSets() {
        return (int) ruleSets.values().stream().filter(set -> set.number().isEmpty()).count();
    }

    Policy finish() {
        policy.macro("j").map(j -> j.expand(policy::macro)).filter(j -> !j.isBlank()).ifPresent(j -> addToClass("w", List.of(j)));
        ruleSets.values().forEach(set -> policy.ruleSet(new RuleSetDefinition(set.name(), set.number(), set.rules())));
        return policy.build();
    }
}
