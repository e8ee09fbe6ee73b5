package org.fingerpost.core.control;

import java.util.Optional;

import org.fingerpost.api.control.CommandName;
import org.fingerpost.api.control.ControlCommand;
import org.fingerpost.api.control.Invocation;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.JobRecipient.State;
import org.fingerpost.core.control.ExplainArguments.Misuse;
import org.fingerpost.core.log.Printable;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.PolicyRegistry;
import org.fingerpost.core.route.Destination;
import org.fingerpost.core.services.Services;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code explain ADDRESS}: every alias, rule, table and bundle that decides where an address goes, by the engine that routes
 * mail. Exit statuses: 0, 64 for a command line that makes no sense, 67 if a recipient is refused, 75 if it cannot be told now,
 * 77 if the client that was asked about may not send there.
 */
@Component
@CommandName(name = "explain")
public final class ExplainCommand implements ControlCommand {

    private static final int EX_USAGE = 64;
    private static final int EX_NOUSER = 67;
    private static final int EX_TEMPFAIL = 75;
    private static final int EX_NOPERM = 77;

    private final PolicyRegistry policies;
    private final Services services;

    @Activate
    public ExplainCommand(@Reference PolicyRegistry policies, @Reference Services services) {
        this.policies = policies;
        this.services = services;
    }

    @Override
    public int run(Invocation invocation) {
        ExplainArguments arguments;
        try {
            arguments = ExplainArguments.of(invocation.arguments());
        } catch (Misuse e) {
            invocation.error().println("fingerpost explain: " + Printable.line(e.getMessage()));
            invocation.error().print(ExplainArguments.USAGE);
            return EX_USAGE;
        }
        if (policies.current().isEmpty()) {
            invocation.error().println("fingerpost explain: no policy is in use yet; try again");
            return EX_TEMPFAIL;
        }
        Generation generation = policies.pin();
        try {
            return explain(generation, services, arguments, invocation);
        } finally {
            generation.release();
        }
    }

    static int explain(Generation generation, Services services, ExplainArguments arguments, Invocation invocation) {
        String user = invocation.user();
        Explanation explanation = new Explainer(generation, services, arguments.servers())
                .explain(arguments.address(), arguments.sender(user), arguments.origin(user));
        TokenText tokens = new TokenText(generation.engine().tokenizer());
        invocation.output().print(arguments.json() ? ExplanationJson.of(explanation, tokens) + "\n"
                : ExplanationText.of(explanation, tokens, arguments.coloured(), arguments.from().isPresent()));
        return status(explanation);
    }

    private static int status(Explanation explanation) {
        boolean waits = false;
        boolean fails = false;
        for (Explanation.Visit visit : explanation.visits()) {
            boolean refused = visit.destination().orElse(null) instanceof Destination.Refused;
            Optional<Outcome> outcome = visit.objection().or(visit.recipient()::lastOutcome);
            boolean later = outcome.filter(o -> o.status().isTransient()).isPresent();
            waits |= later;
            fails |= refused && !later || visit.recipient().state() == State.FAILED
                    || visit.objection().filter(o -> o.status().isPermanent()).isPresent();
        }
        return waits ? EX_TEMPFAIL : fails ? EX_NOUSER : explanation.isAdmitted() ? 0 : EX_NOPERM;
    }
}
