package org.fingerpost.core.control;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.DeliveryRecipient;
import org.fingerpost.api.mailer.Itinerary;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.State;
import org.fingerpost.api.rewrite.Route;
import org.fingerpost.core.control.Explanation.Asked;
import org.fingerpost.core.control.Explanation.Planned;
import org.fingerpost.core.control.Explanation.Visit;
import org.fingerpost.core.control.Lines.Ink;
import org.fingerpost.core.route.Destination;
import org.fingerpost.core.submit.Rehearsal;

/** An explanation for a person: the steps for each recipient, then what each mailer would get. */
final class ExplanationText {

    private final Explanation explanation;
    private final Lines lines;
    private final StepText steps;
    private final boolean rewriting;
    /** Of those that have been shown, by number. */
    private final Map<Integer, String> names = new HashMap<>();
    /** By what those that come from them are named. */
    private final Map<Integer, String> namers = new HashMap<>();

    /** @param rewriting whether the steps by which addresses are rewritten for mailers are wanted too */
    private ExplanationText(Explanation explanation, TokenText tokens, boolean coloured, boolean rewriting) {
        this.explanation = explanation;
        this.lines = new Lines(coloured);
        this.steps = new StepText(lines, tokens, explanation.policy());
        this.rewriting = rewriting;
    }

    static String of(Explanation explanation, TokenText tokens, boolean coloured, boolean rewriting) {
        return new ExplanationText(explanation, tokens, coloured, rewriting).text();
    }

    private String text() {
        String file = explanation.policy().map(path -> " of " + path).orElse("");
        lines.add(0, Ink.FAINT, "generation " + explanation.generation() + file);
        explanation.visits().forEach(this::visit);
        relaying();
        explanation.deliveries().forEach(this::delivery);
        return lines.toString();
    }

    private void visit(Visit visit) {
        JobRecipient recipient = visit.recipient();
        names.put(recipient.number(), recipient.display());
        namers.put(recipient.number(), namer(visit));
        String from = recipient.parent() < 0 ? "" : ", from " + names.getOrDefault(recipient.parent(), "");
        lines.blank().add(0, Ink.HEADING, recipient.display() + from);
        steps.write(1, visit.steps());
        conclude(visit);
    }

    private void conclude(Visit visit) {
        JobRecipient recipient = visit.recipient();
        Destination destination = visit.destination().orElse(null);
        if (recipient.state() == State.DUPLICATE) {
            lines.add(1, Ink.FAINT, "=> came up before, and gets the message once");
        } else if (destination instanceof Destination.Refused refused) {
            boolean later = refused.status().isTransient();
            lines.add(1, later ? Ink.LATER : Ink.BAD, (later ? "=> waits: " : "=> refused: ") + refused.code() + " "
                    + refused.status()
                    + " " + refused.text());
        } else if (visit.objection().isPresent()) {
            Outcome objection = visit.objection().get();
            lines.add(1, objection.status().isTransient() ? Ink.LATER : Ink.BAD,
                    "=> no mailer is called, by check_compat: " + outcome(objection));
        } else if (recipient.state() == State.FAILED) {
            lines.add(1, Ink.BAD, "=> fails: " + recipient.lastOutcome().map(ExplanationText::outcome).orElse(""));
        } else {
            lines.add(1, Ink.GOOD, "=> " + conclusion(visit));
            recipient.listOwner().ifPresent(owner -> lines.add(1, Ink.GOOD, "=> its members get the message from " + owner));
            waiting(recipient, destination).ifPresent(why -> lines.add(1, Ink.LATER, "=> waits: " + why));
        }
    }

    /** What those that come from it are named by. */
    private static String namer(Visit visit) {
        String name = visit.recipient().display();
        return visit.forwarded().map(file -> "the forward file " + file.file())
                .orElse(visit.destination().isPresent() ? "alias " + name : "the list " + name);
    }

    private String conclusion(Visit visit) {
        JobRecipient recipient = visit.recipient();
        Destination destination = visit.destination().orElse(null);
        if (visit.forwarded().isPresent()) {
            return "what " + namer(visit) + " says";
        }
        if (destination instanceof Destination.Mail mail) {
            Route route = mail.route();
            return "mailer " + route.mailer() + (route.host().isEmpty() ? "" : ", host " + route.host()) + ", user "
                    + route.user();
        }
        if (destination instanceof Destination.Alias alias) {
            return "alias for " + alias.value();
        }
        if (destination instanceof Destination.Nowhere) {
            return "thrown away by the policy";
        }
        if (recipient.target() instanceof JobRecipient.Target.ToProgram program) {
            return "a program" + named(recipient, program.user());
        }
        return recipient.target() instanceof JobRecipient.Target.ToFile file ? "a file" + named(recipient, file.user())
                : "a list of addresses";
    }

    private String named(JobRecipient recipient, String user) {
        return (user.isEmpty() ? "" : " of user " + user) + ", named by " + namers.getOrDefault(recipient.parent(), "an alias");
    }

    /** What an alias or a user stands for cannot be told now. */
    private static Optional<String> waiting(JobRecipient recipient, Destination destination) {
        return (destination instanceof Destination.Alias || destination instanceof Destination.Mail) && recipient.isPending()
                ? recipient.lastOutcome().map(ExplanationText::outcome) : Optional.empty();
    }

    private static String outcome(Outcome outcome) {
        return outcome.status() + " " + outcome.text();
    }

    private void relaying() {
        for (Asked asked : explanation.session()) {
            Rehearsal.Answer answer = asked.answer();
            lines.blank().add(0, Ink.HEADING, switch (answer.phase()) {
                case CONNECT -> "client " + explanation.origin().address();
                case MAIL -> "MAIL FROM:" + explanation.sender();
                case RCPT -> "RCPT TO:<" + explanation.address() + ">";
            });
            steps.write(1, asked.steps());
            Ink ink = answer.verdict().isAccepted() ? Ink.GOOD : answer.verdict().status().isTransient() ? Ink.LATER : Ink.BAD;
            lines.add(1, ink, "=> " + answer.verdict().code() + " " + answer.verdict().status() + " " + answer.verdict().text());
            if (!answer.remark().isEmpty()) {
                lines.add(1, Ink.LATER, "=> " + answer.remark());
            }
        }
        if (explanation.root().destination().orElse(null) instanceof Destination.Mail) {
            lines.blank().add(0, explanation.forAnybody().map(all -> all ? "everybody may send there"
                    : "only this machine, and clients that may relay, may send there")
                    .orElse("rule set check_rcpt says which clients may send there; --client IP asks it"));
        }
    }

    private void delivery(Planned planned) {
        Delivery delivery = planned.delivery();
        MailerDefinition mailer = delivery.mailer();
        String host = delivery.host().isEmpty() ? "" : " to " + delivery.host();
        String bundle = planned.bundle().map(name -> ", of bundle " + name).orElse(", which is not there: its mail waits");
        lines.blank().add(0, planned.bundle().isPresent() ? Ink.HEADING : Ink.LATER,
                "mailer " + mailer.name() + host + " (service " + mailer.service() + bundle + ")");
        int most = mailer.maxRecipients();
        field("batch", (host.isEmpty() ? "" : "one for each host, ")
                + (most == 1 ? "one recipient at a time" : "up to " + most + " recipients at once"));
        field("sender", delivery.sender().toString());
        delivery.recipients().stream().map(DeliveryRecipient::user).forEach(user -> field("user", user));
        field("arguments", String.join(" ", delivery.arguments()));
        for (String name : List.of("From", "To")) {
            delivery.message().header().all(name).stream().map(HeaderField::value).forEach(value -> field(name + ":", value));
        }
        planned.itinerary().ifPresent(this::itinerary);
        if (rewriting) {
            steps.write(1, planned.steps());
        }
    }

    private void itinerary(Itinerary itinerary) {
        for (Itinerary.Stop stop : itinerary.stops()) {
            String server = stop.host().equals(stop.address()) ? stop.address() : stop.host() + " [" + stop.address() + "]";
            field("server", server + (stop.port() > 0 ? " port " + stop.port() : "") + ": " + stop.reason());
        }
        itinerary.trouble().ifPresent(trouble -> lines.add(1, trouble.status().isTransient() ? Ink.LATER : Ink.BAD,
                (itinerary.stops().isEmpty() ? "=> no server: " : "=> if none of them takes it: ") + outcome(trouble)));
    }

    private void field(String name, String value) {
        lines.add(1, String.format("%-11s %s", name, value.isEmpty() ? "(none)" : value));
    }
}
