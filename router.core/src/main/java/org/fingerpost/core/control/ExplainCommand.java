package org.fingerpost.core.control;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.control.CommandName;
import org.fingerpost.api.control.ControlCommand;
import org.fingerpost.api.control.Invocation;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.core.log.Printable;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.MacroScope;
import org.fingerpost.core.policy.MessageMacros;
import org.fingerpost.core.policy.PolicyRegistry;
import org.fingerpost.core.policy.PolicySurroundings;
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
    private static final int EX_TEMPFAIL = 75;

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
        if (arguments.size() != 1 || arguments.get(0).isBlank()) {
            invocation.error().println("usage: fingerpost explain ADDRESS");
            return EX_USAGE;
        }
        if (policies.current().isEmpty()) {
            invocation.error().println("fingerpost explain: no policy is in use yet; try again");
            return EX_TEMPFAIL;
        }
        Generation generation = policies.pin();
        try {
            return explain(generation, services, arguments.get(0), invocation);
        } finally {
            generation.release();
        }
    }

    /** Writes the steps, then a blank line and what they lead to. */
    static int explain(Generation generation, Services services, String address, Invocation invocation) {
        PrintStream out = invocation.output();
        Optional<Path> file = generation.policy().sources().stream().findFirst();
        out.println("generation " + generation.number() + file.map(f -> " of " + f).orElse(""));
        WrittenTrace trace = new WrittenTrace(out, file, generation.engine().tokenizer());
        MacroScope macros = MessageMacros.of(generation.policy(), Origin.local(invocation.user()));
        Destination destination = new Resolver(generation, new PolicySurroundings(generation, macros, services, trace)).resolve(address);
        out.println();
        out.println(conclusion(Printable.line(address), destination, services));
        if (destination instanceof Destination.Refused refused) {
            return refused.status().isTransient() ? EX_TEMPFAIL : EX_NOUSER;
        }
        return 0;
    }

    private static String conclusion(String address, Destination destination, Services services) {
        if (destination instanceof Destination.Mail mail) {
            return mail(address, mail, services);
        }
        if (destination instanceof Destination.Alias alias) {
            return address + " is the alias " + alias.route().user() + ": " + Printable.line(alias.value());
        }
        return destination instanceof Destination.Refused refused
                ? address + " is refused: " + refused.code() + " " + refused.status() + " " + refused.text()
                : address + " is thrown away";
    }

    private static String mail(String address, Destination.Mail mail, Services services) {
        String service = mail.mailer().service();
        String bundle = services.mailers().find(service).map(found -> "of bundle " + found.bundle())
                .orElse("which is not there: its mail waits");
        return address + " goes to mailer " + mail.route().mailer() + " (service " + service + ", " + bundle + ")\n"
                + "    host: " + (mail.route().host().isEmpty() ? "(none)" : Printable.line(mail.route().host())) + "\n"
                + "    user: " + Printable.line(mail.route().user());
    }
}
