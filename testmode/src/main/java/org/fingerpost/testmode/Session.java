package org.fingerpost.testmode;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.rewrite.RuleSet;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.core.policy.MacroScope;
import org.fingerpost.core.policy.TableClasses;
import org.fingerpost.core.rewrite.AddressRewriter;
import org.fingerpost.core.rewrite.RuleEngine;
import org.fingerpost.core.rewrite.Surroundings;
import org.fingerpost.core.rewrite.Trace;
import org.fingerpost.core.rewrite.Triple;

/** What the commands share: the policy with what was defined since it was read, and which kind of address is meant. */
final class Session implements Surroundings {

    private final Screen screen;
    private final Trace trace;
    private final MacroScope macros;
    private final DeclaredTables tables;
    private Policy policy;
    private RuleEngine engine;
    private AddressKind kind = AddressKind.ENVELOPE_RECIPIENT;

    /** @param directory that relative names of files in the policy count from */
    Session(Policy policy, Path directory, TableTypes types, Screen screen) {
        this.screen = screen;
        this.trace = new StepPrinter(screen);
        this.tables = new DeclaredTables(policy, directory, types);
        this.macros = new MacroScope(policy);
        use(TableClasses.resolved(policy, types.services()));
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
        macros.define(macro, value);
    }

    Optional<MacroText> definition(String macro) {
        return macros.apply(macro);
    }

    String expand(String text) {
        return MacroText.parse(text).expand(macros);
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
        return macros.value(name);
    }

    @Override
    public Optional<RuleSet> service(String ruleSet) {
        return Optional.empty();
    }

    @Override
    public Lookup lookup(String table, String key, List<String> arguments) {
        Optional<TableDeclaration> declaration = tables.find(table);
        if (declaration.isEmpty()) {
            screen.line("rewrite: map " + table + " not found");
            return Lookup.NOT_FOUND;
        }
        tables.objection(declaration.get()).ifPresent(screen::line);
        return tables.lookup(declaration.get(), key, arguments, macros);
    }

    @Override
    public Trace trace() {
        return trace;
    }
}
