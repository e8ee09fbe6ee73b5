package org.fingerpost.core.alias;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.State;
import org.fingerpost.api.queue.JobRecipient.Target;
import org.fingerpost.core.forward.Forwarding;
import org.fingerpost.core.log.Printable;
import org.fingerpost.core.route.Destination;
import org.fingerpost.core.route.Destinations;

/** Decides about one recipient of the tree: it stands for others, goes somewhere, has failed or is a duplicate. Of one thread. */
final class NodeVisit {

    private final RecipientTree tree;
    private final Destinations destinations;
    private final SenderExemption exempt;
    private final ListOwners owners;
    private final Members members;
    private final Consumer<JobRecipient> listener;

    /** @param listener hears of each recipient before it is looked at */
    NodeVisit(RecipientTree tree, Destinations destinations, SenderExemption exempt, ListOwners owners, Members members,
            Consumer<JobRecipient> listener) {
        this.tree = tree;
        this.exempt = exempt;
        this.destinations = destinations;
        this.owners = owners;
        this.members = members;
        this.listener = listener;
    }

    /** What an earlier expansion has decided stays: where it went, by today's rules, nothing goes again. */
    void settle(JobRecipient recipient) {
        if (!isSettled(recipient)) {
            return;
        }
        tree.settle(recipient.number());
        if (!(recipient.target() instanceof Target.ToAddress address)) {
            tree.claim(recipient.number(), recipient.target());
        } else if (destinations.resolveUnaliased(address.address()) instanceof Destination.Mail mail) {
            tree.claim(recipient.number(), Claim.of(mail));
        }
    }

    private static boolean isSettled(JobRecipient recipient) {
        return switch (recipient.state()) {
            case DELIVERED, FAILED, RETURNED, REMOVED -> true;
            case PENDING -> recipient.parent() >= 0;
            case EXPANDED, DUPLICATE, REPLACED -> false;
        };
    }

    void visit(int number) throws Postponed {
        JobRecipient recipient = tree.get(number);
        listener.accept(recipient);
        if (!recipient.isPending()) {
            return;
        }
        if (!(recipient.target() instanceof Target.ToAddress address)) {
            tree.claim(number, recipient.target());
            return;
        }
        Destination destination = tree.isUnaliased(number)
                ? destinations.resolveUnaliased(address.address()) : destinations.resolve(address.address());
        if (destination instanceof Destination.Alias alias) {
            expand(number, address.address(), alias);
        } else if (tree.isSettled(recipient)) {
            tree.setState(number, State.DUPLICATE);
        } else if (destination instanceof Destination.Mail mail) {
            deliver(number, mail);
        } else if (destination instanceof Destination.Refused refused) {
            refuse(number, refused);
        }
    }

    private void deliver(int number, Destination.Mail mail) throws Postponed {
        if (tree.get(number).parent() >= 0 && exempt.isTheSender(mail)) {
            tree.drop(number);
        } else if (tree.isUnaliased(number) || !forward(number, mail)) {
            tree.claim(number, Claim.of(mail));
        }
    }

    /** Follows the user's forward file. @return whether there is one to be followed */
    private boolean forward(int number, Destination.Mail mail) throws Postponed {
        Forwarding forwarding = mail.mailer().has('w') ? destinations.forward(mail.route()) : Forwarding.None.SILENT;
        if (forwarding instanceof Forwarding.Unavailable unavailable) {
            throw new Postponed("4.2.0", unavailable.reason());
        }
        if (!(forwarding instanceof Forwarding.Found found)) {
            return false;
        }
        String key = "forward " + found.file();
        if (tree.isBelow(number, key)) {
            return false; // the user's name in the user's own file means the mailbox
        }
        if (tree.claim(number, key)) {
            members.replace(number, itemsOf(found, number), new Controller(found.user(), found.restriction()));
        }
        return true;
    }

    /** What only answers mail leaves it in the mailbox. */
    private List<AliasTarget> itemsOf(Forwarding.Found found, int number) {
        List<AliasTarget> items = new ArrayList<>();
        found.lines().forEach(line -> AliasParser.parse(line, items::add));
        if (items.stream().allMatch(members::isMailer)) {
            items.add(new AliasTarget.ToAddress(((Target.ToAddress) tree.get(number).target()).address(), true));
        }
        return items;
    }

    private void expand(int number, String address, Destination.Alias alias) throws Postponed {
        String key = "alias " + alias.name();
        if (tree.isBelow(number, key)) {
            selfReference(number, address);
        } else if (tree.claim(number, key)) {
            owners.of(nameOf(alias)).ifPresent(owner -> tree.own(number, owner));
            members.replace(number, AliasParser.parse(alias.value()), Controller.SYSTEM);
        }
    }

    /** Of the list itself, whichever detail the mail was for. */
    private static String nameOf(Destination.Alias alias) {
        int plus = alias.name().indexOf('+');
        return plus > 0 ? alias.name().substring(0, plus) : alias.name();
    }

    /** A name in its own expansion means the mailbox of that name, if there is one; else the loop ends here. */
    private void selfReference(int number, String address) throws Postponed {
        Destination itself = destinations.resolveUnaliased(address);
        if (itself instanceof Destination.Mail mail) {
            if (!forward(number, mail)) {
                tree.unalias(number);
                tree.claim(number, Claim.of(mail));
            }
        } else if (itself instanceof Destination.Refused refused && refused.status().isTransient()) {
            refuse(number, refused);
        } else {
            tree.fail(number, Outcome.failed("5.4.6", "aliasing/forwarding loop broken"));
        }
    }

    private void refuse(int number, Destination.Refused refused) throws Postponed {
        if (refused.status().isTransient()) {
            throw new Postponed(refused.status().toString(), refused.text());
        }
        tree.fail(number, Outcome.failed(refused.status().toString(), Printable.line(refused.text())));
    }
}
