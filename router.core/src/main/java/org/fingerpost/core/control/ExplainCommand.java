package org.fingerpost.core.control;

import java.io.PrintStream;
import java.util.List;

import org.fingerpost.api.control.CommandName;
import org.fingerpost.api.control.ControlCommand;
import org.fingerpost.api.control.Invocation;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.policy.Rule;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.core.log.Printable;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.MacroScope;
import org.fingerpost.core.policy.MessageMacros;
import org.fingerpost.core.policy.PolicyRegistry;
import org.fingerpost.core.policy.PolicySurroundings;
import org.fingerpost.core.rewrite.Trace;
import org.fingerpost.core.route.Destination;
import org.fingerpost.core.route.Resolver;
import org.fingerpost.core.services.Services;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code explain ADDRESS}: every rule and table that decides where an address goes, by the engine that routes mail. */
@Component
@CommandName(name = "explain")
public final class ExplainCommand implements ControlCommand {

    private static final int EX_USAGE = 64;
    private static final int EX_NOUSER = 67;

    private final PolicyRegistry policies;
    private final Services services;

    @Activate
    public ExplainCommand(@Reference PolicyRegistry policies, @Reference Services services) {
        this.policies = policies;
        this.services = services;
    }

    @Override
    public int run(Invocation invocation) {
        List<String> arguments = invocation.arguments();
        if (arguments.size() != 1 || arguments.get(0).isEmpty()) {
            invocation.error().println("usage: explain ADDRESS");
            return EX_USAGE;
        }
        if (policies.current().isEmpty()) {
            invocation.error().println("explain: no policy is in use");
            return EX_USAGE;
        }
        Generation generation = policies.pin();
        try {
            return explain(generation, arguments.get(0), invocation);
        } finally {
            generation.release();
        }
    }

    private int explain(Generation generation, String address, Invocation invocation) {
        PrintStream out = invocation.output();
        out.println("policy generation " + generation.number());
        MacroScope macros = MessageMacros.of(generation.policy(), Origin.local(invocation.user()));
        Resolver resolver = new Resolver(generation, new PolicySurroundings(generation, macros, services, new Printed(out)));
        Destination destination = resolver.resolve(address);
        if (destination instanceof Destination.Mail mail) {
            out.println("mailer " + mail.route().mailer() + " (service " + mail.mailer().service() + ", from "
                    + services.mailers().find(mail.mailer().service()).map(m -> m.bundle()).orElse("no bundle: its mail waits") + ")");
            out.println("host   " + mail.route().host());
            out.println("user   " + mail.route().user());
        } else if (destination instanceof Destination.Alias alias) {
            out.println("alias  " + alias.route().user() + ": " + Printable.line(alias.value()));
        } else if (destination instanceof Destination.Refused refused) {
            out.println("refused: " + refused.code() + " " + refused.status() + " " + refused.text());
            return EX_NOUSER;
        } else {
            out.println("discarded");
        }
        return 0;
    }

    /** Prints each step as it happens, nested as the rule sets are. */
    private static final class Printed implements Trace {

        private final PrintStream out;
        private int depth;

        Printed(PrintStream out) {
            this.out = out;
        }

        @Override
        public void entered(String ruleSet, List<String> tokens) {
            line("rule set " + ruleSet + ": " + text(tokens));
            depth++;
        }

        @Override
        public void fired(Rule rule, List<String> before, List<String> after) {
            line(rule.where() + ": " + text(before) + " -> " + text(after));
        }

        @Override
        public void lookedUp(String table, String key, Lookup result) {
            line("table " + table + " \"" + key + "\": " + (result instanceof Lookup.Found found ? "\"" + found.value() + "\""
                    : result instanceof Lookup.NotFound ? "not found" : ((Lookup.Unavailable) result).reason()));
        }

        @Override
        public void left(String ruleSet, List<String> tokens) {
            depth--;
            line("rule set " + ruleSet + " gives: " + text(tokens));
        }

        private void line(String text) {
            out.println("  ".repeat(Math.max(0, Math.min(depth, 20))) + text);
        }

        private static String text(List<String> tokens) {
            return Printable.line(String.join(" ", tokens).replace("\uE023", "$#").replace("\uE040", "$@").replace("\uE03A", "$:")
                    .replace("\uE07C", "$|"));
        }
    }
}
