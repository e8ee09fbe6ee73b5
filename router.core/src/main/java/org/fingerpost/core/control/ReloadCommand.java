package org.fingerpost.core.control;

import java.util.List;

import org.fingerpost.api.control.CommandName;
import org.fingerpost.api.control.ControlCommand;
import org.fingerpost.api.control.Invocation;
import org.fingerpost.api.policy.Problem;
import org.fingerpost.core.policy.PolicyRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code reload}: reads the policy now, and says what is wrong with it. Errors keep the generation in use. */
@Component
@CommandName(name = "reload")
public final class ReloadCommand implements ControlCommand {

    private static final int EX_USAGE = 64;
    private static final int EX_CONFIG = 78;

    private final PolicyRegistry policies;

    @Activate
    public ReloadCommand(@Reference PolicyRegistry policies) {
        this.policies = policies;
    }

    @Override
    public int run(Invocation invocation) {
        if (!invocation.arguments().isEmpty()) {
            invocation.error().println("usage: fingerpost reload");
            return EX_USAGE;
        }
        List<Problem> problems = policies.reload();
        problems.forEach(problem -> invocation.error().println(problem.excerpt()));
        boolean failed = problems.stream().anyMatch(Problem::isError);
        policies.current().ifPresent(generation -> invocation.output().println(
                failed ? "generation " + generation.number() + " stays in use"
                : "generation " + generation.number() + " is in use"));
        return failed ? EX_CONFIG : 0;
    }
}
