package org.fingerpost.rules.cf;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.rewrite.Tokenizer;
import org.fingerpost.api.unix.FileNames;
import org.fingerpost.api.unix.FileSafety;

/** The policy as far as it has been read. Confined to one reading. */
final class Draft {

    /** Names that mail comes to, and those that it may be sent on to. */
    private static final List<String> OF_DOMAINS = List.of("w", "R");
    private static final String DEFAULT_OPERATOR_CHARS = ".:@[]";
    /** The first level at which {@code $w} is the short name of the host. */
    private static final int SHORT_NAME_LEVEL = 5;

    private final Path directory;
    private final Machine machine;
    private final HostNames names;
    private final Problems problems;
    private final Policy.Builder policy = Policy.builder();
    private final RuleSetDrafts ruleSets = new RuleSetDrafts();
    private final Mentions mentions = new Mentions();
    private final Map<String, String> options = new HashMap<>();
    private final Set<String> queues = new HashSet<>(Set.of("mqueue"));
    private final Map<String, String> spellings = new HashMap<>();
    private String operatorChars = DEFAULT_OPERATOR_CHARS;
    private int level;
    private FileSafety safety = FileSafety.STRICT;

    Draft(Path directory, Machine machine, Problems problems) {
        this.directory = directory;
        this.machine = machine;
        this.names = machine.names();
        this.problems = problems;
        macro("w", names.fullName());
        macro("j", names.fullName());
        macro("m", names.domain());
        macro("k", names.shortName());
        macro("n", "MAILER-DAEMON");
        macro("v", "Fingerpost");
        macro("opMode", "d"); // m4's FEATURE(redirect) asks for it, in rules, where it is taken when they are read
        LinkedHashSet<String> own = new LinkedHashSet<>(List.of(names.shortName(), names.fullName(), "localhost", "[127.0.0.1]"));
        addToClass("w", List.copyOf(own));
        addToClass("k", List.of(names.shortName()));
        if (!names.domain().isEmpty()) {
            addToClass("m", List.of(names.domain()));
        }
    }

    private void macro(String name, String value) {
        policy.macro(name, MacroText.literal(value));
    }

    /** Sendmail knows one spelling of a word for all classes: the one that it met first. */
    void addToClass(String name, List<String> words) {
        policy.addToClass(Sign.octets(name), words.stream().map(Sign::octets)
                .map(word -> spellings.computeIfAbsent(lower(word), w -> word)).toList());
    }

    /** ASCII only: words are octets. */
    private static String lower(String word) {
        char[] octets = word.toCharArray();
        for (int i = 0; i < octets.length; i++) {
            octets[i] += octets[i] >= 'A' && octets[i] <= 'Z' ? 'a' - 'A' : 0;
        }
        return new String(octets);
    }

    /** What files must be like that the policy is made of. */
    FileSafety safety() {
        return safety;
    }

    void safety(FileSafety rules) {
        safety = rules;
    }

    Policy.Builder policy() {
        return policy;
    }

    Problems problems() {
        return problems;
    }

    /** A file named in the policy, by octets. */
    Path resolve(String file) {
        return FileNames.in(directory, file);
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
        if (value >= SHORT_NAME_LEVEL && w.equals(Optional.of(MacroText.literal(names.fullName())))) {
            macro("w", names.shortName());
        }
    }

    /** Which users and groups there are. */
    Accounts accounts() {
        return machine.accounts();
    }

    /** The translated text with the values that its macros have up to here. */
    String expand(LogicalLine line, String text) {
        if (text.indexOf(Sign.DOLLAR) < 0) {
            return text;
        }
        String named = text.charAt(text.length() - 1) == Sign.DOLLAR ? text.substring(0, text.length() - 1) : text;
        return MacroText.parse(Sign.source(named)).expand(this::macroOrOperator, name -> {
            String words = "expand: recursion too deep (10 max)";
            problems.add(line.error(1, line.text().length(), words).hinting("The value of $" + name
                    + " leads back to itself."), words);
            return "";
        });
    }

    private Optional<MacroText> macroOrOperator(String name) {
        Optional<MacroText> defined = policy.macro(name);
        return defined.isEmpty() && name.length() == 1 && Sign.isOperator(name.charAt(0))
                ? Optional.of(MacroText.literal(Sign.valueOf(name.charAt(0)))) : defined;
    }

    /** Queue groups that a mailer may name. */
    void queue(String name) {
        queues.add(name);
    }

    boolean hasQueue(String name) {
        return queues.contains(name);
    }

    boolean hasRules() {
        return ruleSets.hasRules();
    }

    boolean hasOption(String longName) {
        return options.containsKey(longName);
    }

    Optional<String> optionValue(String longName) {
        return Optional.ofNullable(options.get(longName));
    }

    void option(String longName, String value) {
        options.put(longName, value);
        if (!longName.equals("OperatorChars") || !hasRules()) { // after the first rule it is too late for addresses
            policy.option(longName, value);
        }
        if (longName.equals("OperatorChars")) {
            operatorChars = value;
        }
    }

    /** Cuts the rules that follow. */
    Tokenizer ruleTokenizer() {
        Tokenizer tokenizer = new Tokenizer(operatorChars).forRules();
        return level >= 9 ? tokenizer.keepingComments() : tokenizer;
    }

    /** A rule set that a line names which does not define it. */
    void enterRuleSet(String name) {
        if (!Account.isNumber(name)) {
            ruleSets.enter(name);
        }
    }

    RuleSetDrafts ruleSets() {
        return ruleSets;
    }

    Mentions mentions() {
        return mentions;
    }

    Policy finish() {
        policy.macro("j").map(j -> j.expand(policy::macro)).filter(j -> !j.isBlank()).ifPresent(j -> addToClass("w", List.of(j)));
        OF_DOMAINS.forEach(this::addOtherNames);
        ruleSets.definitions().forEach(policy::ruleSet);
        return policy.build();
    }

    /** What is ours is ours by each of its names. */
    private void addOtherNames(String className) {
        List<String> others = policy.members(className).stream().map(InternationalName::other).flatMap(Optional::stream).toList();
        if (!others.isEmpty()) {
            policy.addToClass(className, others);
        }
    }
}
