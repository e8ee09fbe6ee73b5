package org.fingerpost.testmode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.rewrite.RuleSet;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.core.rewrite.AddressRewriter;
import org.fingerpost.core.rewrite.RuleEngine;
import org.fingerpost.core.rewrite.Surroundings;
import org.fingerpost.core.rewrite.Trace;
import org.fingerpost.core.rewrite.Triple;

/** What the commands share: the policy with what was defined since it was read, and which kind of address is meant. */
final class Session implements Surroundings {

    private final Screen screen;
    private final Trace trace;
    private final Map<String, MacroText> defined = new HashMap<>();
    private final DeclaredTables tables;
    private Policy policy;
    private RuleEngine engine;
    private AddressKind kind = AddressKind.ENVELOPE_RECIPIENT;

    Session(Policy policy, TableTypes types, Screen screen) {
        this.screen = screen;
        this.trace = new StepPrinter(screen);
        this.tables = new DeclaredTables(policy, types);
        use(policy);
    }

    private void use(Policy next) {
        policy = next;
        engine = new RuleEngine(next);
    }

    Screen screen() {
        return screen;
    }

    Policy policy() {
        return policy;
    }

    RuleEngine engine() {
        return engine;
    }

    AddressRewriter rewriter() {
        return new AddressRewriter(policy, engine);
    }

    DeclaredTables tables() {
        return tables;
    }

    AddressKind kind() {
        return kind;
    }

    void kind(AddressKind next) {
        kind = next;
    }

    /** Mailers are found without regard to case. */
    Optional<MailerDefinition> mailer(String name) {
        return Mailers.of(policy).stream().filter(mailer -> mailer.name().equalsIgnoreCase(name)).findFirst();
    }

    void define(String macro, MacroText value) {
        defined.put(macro, value);
    }

    void undefine(String macro) {
        defined.put(macro, MacroText.literal(""));
    }

    Optional<MacroText> definition(String macro) {
        return Optional.ofNullable(defined.get(macro)).or(() -> Optional.ofNullable(policy.macros().get(macro)));
    }

    String expand(String text) {
        return MacroText.parse(text).expand(this::definition);
    }

    /** Runs one rule set over tokens. */
    List<String> apply(String ruleSet, List<String> tokens) {
        return engine.evaluate(ruleSet, tokens, this).tokens();
    }

    /** Tokens as they leave the rules. */
    String text(List<String> tokens) {
        return Triple.text(tokens, engine.tokenizer());
    }

    void addToClass(String name, List<String> words) {
        use(policy.toBuilder().addToClass(name, words).build());
    }

    @Override
    public Optional<String> macro(String name) {
        return definition(name).map(value -> value.expand(this::definition));
    }

    @Override
    public Optional<RuleSet> service(String ruleSet) {
        return Optional.empty();
    }

    @Override
    public Lookup lookup(String table, String key, List<String> arguments) {
        if (tables.declaration(table).isEmpty()) {
            screen.line("rewrite: map " + table + " not found");
            return Lookup.NOT_FOUND;
        }
        return tables.lookup(table, key, arguments);
    }

    @Override
    public Trace trace() {
        return trace;
    }
}
