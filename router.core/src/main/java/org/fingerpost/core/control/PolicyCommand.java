package org.fingerpost.core.control;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.control.CommandName;
import org.fingerpost.api.control.ControlCommand;
import org.fingerpost.api.control.Invocation;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.policy.Reading;
import org.fingerpost.core.log.Printable;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.PolicyDifference;
import org.fingerpost.core.policy.PolicyRegistry;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code policy}: what a policy would change, taking it, and going back. Exit statuses: 0, 1 if a difference is asked for and
 * there is one, 64 for a command line that makes no sense, 69 if there is nothing to go back to, 78 for a policy with errors.
 */
@Component
@CommandName(name = "policy")
public final class PolicyCommand implements ControlCommand {

    private static final int DIFFERENT = 1;
    private static final int EX_USAGE = 64;
    private static final int EX_UNAVAILABLE = 69;
    private static final int EX_CONFIG = 78;
    private static final String USAGE = """
            usage: fingerpost policy check [FILE]   all that is wrong with a policy; no router need run
                   fingerpost policy diff [FILE]    what it would change
                   fingerpost policy apply          take the policy's file now, if nothing is wrong with it
                   fingerpost policy rollback       back to the policy that was in use before

            FILE is the policy's own file if it is not given.
            """;

    private final PolicyRegistry policies;

    @Activate
    public PolicyCommand(@Reference PolicyRegistry policies) {
        this.policies = policies;
    }

    @Override
    public int run(Invocation call) {
        List<String> words = call.arguments();
        String verb = words.isEmpty() ? "" : words.get(0);
        boolean plain = words.size() == 1;
        try {
            Optional<Path> file = words.size() == 2 ? Optional.of(Path.of(words.get(1))) : Optional.empty();
            return switch (verb) {
                case "check" -> words.size() <= 2 ? check(file, call) : usage(call);
                case "diff" -> words.size() <= 2 ? diff(file, call) : usage(call);
                case "apply" -> plain ? apply(call) : usage(call);
                case "rollback" -> plain ? rollBack(call) : usage(call);
                default -> usage(call);
            };
        } catch (InvalidPathException e) {
            call.error().println("fingerpost policy: " + Printable.line(words.get(1)) + " is no file name");
            return EX_USAGE;
        }
    }

    private static int usage(Invocation call) {
        call.error().print(USAGE);
        return EX_USAGE;
    }

    private int check(Optional<Path> file, Invocation call) {
        Reading reading = policies.read(file);
        reading.problems().forEach(problem -> call.output().println(problem.excerpt()));
        call.output().println(reading.summary());
        return reading.isUsable() ? 0 : EX_CONFIG;
    }

    private int diff(Optional<Path> file, Invocation call) {
        Reading reading = policies.read(file);
        if (!reading.isUsable()) {
            return refused(reading, call);
        }
        return print(policies.current().map(Generation::policy), reading.policy(), call) ? DIFFERENT : 0;
    }

    private int apply(Invocation call) {
        Optional<Policy> before = policies.current().map(Generation::policy);
        Reading reading = policies.apply();
        if (!reading.isUsable()) {
            return refused(reading, call);
        }
        complain(reading, call);
        print(before, reading.policy(), call);
        return inUse(call);
    }

    private int rollBack(Invocation call) {
        Optional<Policy> before = policies.current().map(Generation::policy);
        if (!policies.rollBack()) {
            call.error().println("fingerpost policy: this is the first policy since the router's start: there is none to go back"
                    + " to");
            return EX_UNAVAILABLE;
        }
        policies.current().ifPresent(generation -> print(before, generation.policy(), call));
        call.error().println("the policy's file stays as it is; it counts again when it changes or is applied");
        return inUse(call);
    }

    private static void complain(Reading reading, Invocation call) {
        reading.problems().forEach(problem -> call.error().println(problem.excerpt()));
    }

    private static int refused(Reading reading, Invocation call) {
        complain(reading, call);
        call.error().println("fingerpost policy: " + reading.summary() + ": nothing changes");
        return EX_CONFIG;
    }

    private int inUse(Invocation call) {
        policies.current().ifPresent(generation -> call.output().println("generation " + generation.number() + " is in use"));
        return 0;
    }

    /** @return whether there was something to print */
    private static boolean print(Optional<Policy> before, Policy after, Invocation call) {
        List<String> lines = PolicyDifference.between(before.orElseGet(() -> Policy.builder().build()), after);
        lines.forEach(call.output()::println);
        if (lines.isEmpty()) {
            call.output().println("no difference");
        }
        return !lines.isEmpty();
    }
}
