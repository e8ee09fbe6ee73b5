package org.fingerpost.testmode;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.rewrite.RuleSet;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.core.policy.MacroScope;
import org.fingerpost.core.rewrite.AddressRewriter;
import org.fingerpost.core.rewrite.RuleEngine;
import org.fingerpost.core.rewrite.Surroundings;
import org.fingerpost.core.rewrite.Trace;

/** What the commands share: the policy with what was defined since it was read, and which kind of address is meant. */
final class Session implements Surroundings {

    private static final int MAX_TEXT = 254;
    /** The level of {@code -d60} that shows the arguments of look-ups. */
    private static final int ARGUMENTS = 5;

    private final Screen screen;
    private final DebugLevels debug;
    private final Trace trace;
    private final MacroScope macros;
    private final DeclaredTables tables;
    private LoadedPolicy loaded;
    private AddressKind kind = AddressKind.ENVELOPE_RECIPIENT;

    /** @param directory that relative names of files in the policy count from */
    Session(LoadedPolicy loaded, Path directory, TableTypes types, DebugLevels debug, Screen screen) {
        this.loaded = loaded;
        this.screen = screen;
        this.debug = debug;
        this.trace = new StepPrinter(screen, debug);
        this.tables = new DeclaredTables(loaded.policy(), directory, types);
        this.macros = new MacroScope(loaded.policy());
        define("opMode", MacroText.literal("t"));
        define("addr_type", MacroText.literal(kind.letters()));
        define("_", MacroText.literal(System.getProperty("user.name") + "@localhost"));
    }

    Screen screen() {
        return screen;
    }

    Policy policy() {
        return loaded.policy();
    }

    RuleEngine engine() {
        return loaded.engine();
    }

    AddressRewriter rewriter() {
        return new AddressRewriter(policy(), engine());
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
        return Mailers.of(policy()).stream().filter(mailer -> mailer.name().equalsIgnoreCase(name)).findFirst();
    }

    void define(String macro, MacroText value) {
        macros.define(macro, value);
    }

    Optional<MacroText> definition(String macro) {
        return macros.apply(macro);
    }

    /** A mailer as {@code =M} shows it. */
    MailerLine mailerLine() {
        return new MailerLine(policy(), loaded.accounts());
    }

    String expand(String text) {
        return MacroText.parse(text).expand(macros);
    }

    /** Runs one rule set over tokens. */
    List<String> apply(String ruleSet, List<String> tokens) {
        return engine().evaluate(ruleSet, tokens, this).tokens();
    }

    /** Tokens as they leave the rules, of the length that sendmail has room for. */
    String text(List<String> tokens) {
        String text = Screen.octets(engine().tokenizer().join(tokens));
        return text.length() <= MAX_TEXT ? text : text.substring(0, isBlankAt(MAX_TEXT, tokens) ? MAX_TEXT + 1 : MAX_TEXT);
    }

    /** Whether what joins two atoms stands at this place: sendmail has room for one more of those. */
    private boolean isBlankAt(int place, List<String> tokens) {
        int count = 0;
        while (engine().tokenizer().join(tokens.subList(0, count + 1)).length() < place) {
            count++;
        }
        return engine().tokenizer().join(tokens.subList(0, count + 1)).length() == place && count + 2 <= tokens.size()
                && engine().tokenizer().join(tokens.subList(0, count + 2)).length() > place + tokens.get(count + 1).length();
    }

    /** A word that is in some class already, but for the case of its letters, is spelled as it is there. */
    void addToClass(String name, List<String> words) {
        Map<String, String> spellings = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        policy().classes().values().forEach(members -> members.forEach(member -> spellings.putIfAbsent(member, member)));
        words.forEach(word -> spellings.putIfAbsent(word, word));
        loaded = loaded.withMembers(name, words.stream().map(spellings::get).toList());
    }

    @Override
    public Optional<String> macro(String name) {
        return macros.value(name);
    }

    @Override
    public Optional<String> unexpanded(String macro) {
        return macros.unexpanded(macro);
    }

    @Override
    public boolean hasServices() {
        return false;
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
        Lookup answer = ask(declaration.get(), key, arguments);
        if (debug.at(DebugLevels.TABLES, 1) && tables.isOpen(declaration.get())) {
            show(declaration.get(), key, arguments, answer);
        }
        return answer;
    }

    private void show(TableDeclaration table, String key, List<String> arguments, Lookup answer) {
        StringBuilder text = new StringBuilder("map_lookup(" + table.name() + ", " + key);
        if (debug.at(DebugLevels.TABLES, ARGUMENTS)) {
            text.append(", %0=").append(key);
            for (int i = 0; i < arguments.size(); i++) {
                text.append(", %").append(i + 1).append('=').append(arguments.get(i));
            }
        }
        text.append(") => ").append(answer instanceof Lookup.Found found ? found.value() + " (0)"
                : "NOT FOUND (" + MapCommand.status(answer) + ")");
        screen.line(text + ", ad=0");
        if (answer instanceof Lookup.Unavailable) {
            screen.line("map_lookup(" + table.name() + ", " + key + ") tempfail: errno=0");
        }
    }

    /** Asks a table outside of rules. */
    Lookup ask(TableDeclaration table, String key, List<String> arguments) {
        Lookup answer = tables.lookup(table, key, arguments, macros);
        tables.objection(table, answer).ifPresent(screen::line);
        return answer;
    }

    @Override
    public Trace trace() {
        return trace;
    }
}
