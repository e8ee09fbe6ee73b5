package org.fingerpost.core.alias;

import java.util.function.Predicate;

import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.JobRecipient.State;
import org.fingerpost.api.queue.JobRecipient.Target;
import org.fingerpost.api.unix.UnsafeFileException;
import org.fingerpost.core.log.Printable;

/** Puts what an alias, a list or a forward file names into the tree, below the recipient that it stands for. Of one thread. */
final class Members {

    private static final String NESTED_TOO_DEEP = "5.4.6";

    private final RecipientTree tree;
    private final Inclusions inclusions;
    private final int maxDepth;
    private final Predicate<String> mailers;

    /** @param mailers whether a command is the name of a mailer, which decides itself for whom it acts */
    Members(RecipientTree tree, Inclusions inclusions, int maxDepth, Predicate<String> mailers) {
        this.mailers = mailers;
        this.tree = tree;
        this.inclusions = inclusions;
        this.maxDepth = maxDepth;
    }

    /** Marks {@code number} as expanded and puts these below it; or fails it, if it is nested too deep. */
    void replace(int number, Iterable<AliasTarget> targets, Controller controller) throws Postponed {
        if (tree.depth(number) >= maxDepth) {
            tree.fail(number, Outcome.failed(NESTED_TOO_DEEP, "aliases are nested deeper than " + maxDepth));
            return;
        }
        tree.setState(number, State.EXPANDED);
        for (AliasTarget target : targets) {
            add(number, target, controller);
        }
    }

    private void add(int parent, AliasTarget item, Controller controller) throws Postponed {
        if (item instanceof AliasTarget.ToAddress address) {
            int child = tree.add(parent, new Target.ToAddress(address.text()));
            if (address.unaliased()) {
                tree.unalias(child);
            }
        } else if (item instanceof AliasTarget.ToProgram program) {
            int child = tree.add(parent, new Target.ToProgram(program.command(), controller.user()));
            if (controller.user().isEmpty() || !isMailer(program)) {
                guarded(child, controller);
            }
        } else if (item instanceof AliasTarget.ToFile file) {
            guarded(tree.add(parent, new Target.ToFile(file.path(), controller.user())), controller);
        } else if (item instanceof AliasTarget.Include include) {
            include(parent, include.path(), controller);
        } else if (item instanceof AliasTarget.Failure failure) {
            fail(parent, failure);
        }
    }

    /** Whether it is given to a mailer by its name, which decides itself for whom it acts. */
    boolean isMailer(AliasTarget item) {
        return item instanceof AliasTarget.ToProgram program && mailers.test(program.command());
    }

    private void guarded(int child, Controller controller) {
        controller.objection().ifPresent(why -> tree.fail(child, Outcome.failed("5.7.1", Printable.line(why))));
    }

    private void fail(int parent, AliasTarget.Failure failure) throws Postponed {
        String status = failure.refusal().status().toString();
        String text = Printable.line(failure.refusal().text());
        if (failure.refusal().status().isTransient()) {
            throw new Postponed(status, text);
        }
        tree.fail(tree.add(parent, new Target.ToAddress(Printable.line(failure.text()))), Outcome.failed(status, text));
    }

    private void include(int parent, String path, Controller controller) throws Postponed {
        String name = RecipientTree.INCLUSION + path;
        int node = tree.add(parent, new Target.ToAddress(name));
        if (tree.depth(node) > maxDepth) {
            tree.fail(node, Outcome.failed(NESTED_TOO_DEEP, "inclusions are nested deeper than " + maxDepth));
        } else if (controller.objection().isPresent()) { // else a list could show what only the router may read
            guarded(node, controller);
        } else if (tree.isBelow(node, name)) {
            tree.drop(node);
        } else if (tree.claim(node, name)) {
            tree.setState(node, State.EXPANDED);
            try {
                inclusions.read(path, controller.user(), (item, owner) -> add(node, item, owner));
            } catch (UnsafeFileException e) {
                tree.fail(node, Outcome.failed("5.2.4", Printable.line("unsafe list: " + e.getMessage())));
            }
        }
    }
}
