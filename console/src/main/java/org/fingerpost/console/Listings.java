package org.fingerpost.console;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.policy.RuleSetDefinition;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.console.ServiceList.Provider;

/** What is plugged in, and what the policy wants of it, as text. */
final class Listings {

    private static final String NO_POLICY = "(no policy is in use)\n";

    private Listings() {
    }

    static String mailers(List<Provider> services, Optional<Policy> policy) {
        return section("Mailer services", services("SERVICE", services))
                + "\n" + section("Mailer definitions of the policy", policy.map(p -> definitions(p, services)).orElse(NO_POLICY));
    }

    private static String definitions(Policy policy, List<Provider> services) {
        TextTable table = new TextTable("MAILER", "SERVICE", "THERE", "FLAGS");
        for (MailerDefinition mailer : policy.mailers().values()) {
            boolean there = services.stream().anyMatch(s -> s.name().equalsIgnoreCase(mailer.service()));
            table.row(mailer.name(), mailer.service(), yesOrNo(there), mailer.flags());
        }
        return table.toString();
    }

    static String tables(List<Provider> named, List<Provider> types, Optional<Policy> policy) {
        return section("Tables given by bundles", services("TABLE", named))
                + "\n" + section("Types of tables", services("TYPE", types))
                + "\n" + section("Tables of the policy", policy.map(p -> declarations(p, named, types)).orElse(NO_POLICY));
    }

    private static String declarations(Policy policy, List<Provider> named, List<Provider> types) {
        TextTable table = new TextTable("TABLE", "TYPE", "THERE", "OVERRIDDEN BY", "ARGUMENTS");
        for (TableDeclaration declared : policy.tables().values()) {
            boolean there = types.stream().anyMatch(t -> t.name().equalsIgnoreCase(declared.type()));
            table.row(declared.name(), declared.type(), yesOrNo(there),
                    overriding(named, n -> n.equalsIgnoreCase(declared.name())), declared.arguments());
        }
        return table.toString();
    }

    static String ruleSets(List<Provider> services, Optional<Policy> policy) {
        return section("Rule sets given by bundles", services("RULE SET", services))
                + "\n" + section("Rule sets of the policy", policy.map(p -> definedRuleSets(p, services)).orElse(NO_POLICY));
    }

    private static String definedRuleSets(Policy policy, List<Provider> services) {
        TextTable table = new TextTable("RULE SET", "NUMBER", "RULES", "OVERRIDDEN BY");
        for (RuleSetDefinition ruleSet : policy.ruleSets().values()) {
            String number = ruleSet.number().isPresent() ? String.valueOf(ruleSet.number().getAsInt()) : "-";
            table.row(ruleSet.name(), number, ruleSet.rules().size(),
                    overriding(services, n -> n.equals(ruleSet.name()) || n.equals(number)));
        }
        return table.toString();
    }

    private static String services(String heading, List<Provider> providers) {
        TextTable table = new TextTable(heading, "BUNDLE", "VERSION", "STATE", "RANKING");
        providers.forEach(p -> table.row(p.name(), p.bundle(), p.version(), p.state(), p.ranking()));
        return table.toString();
    }

    /** The bundle whose service of that name is used instead. */
    private static String overriding(List<Provider> providers, Predicate<String> named) {
        return providers.stream().filter(p -> named.test(p.name())).findFirst().map(Provider::bundle).orElse("-");
    }

    private static String section(String title, String text) {
        return title + "\n" + text;
    }

    private static String yesOrNo(boolean there) {
        return there ? "yes" : "no";
    }
}
