package org.fingerpost.core.dispatch;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.mailer.DeliveryRecipient;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient.Target;
import org.fingerpost.api.unix.Account;
import org.fingerpost.core.header.HeaderMacros;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.MacroScope;
import org.fingerpost.core.policy.MessageMacros;
import org.fingerpost.core.policy.Once;
import org.fingerpost.core.policy.PolicySurroundings;
import org.fingerpost.core.request.Requests;
import org.fingerpost.core.rewrite.AddressRewriter;
import org.fingerpost.core.rewrite.AddressRewriter.Role;
import org.fingerpost.core.rewrite.Surroundings;
import org.fingerpost.core.rewrite.Trace;
import org.fingerpost.core.services.Services;

/** Makes what one mailer gets for one batch: addresses rewritten, header edited, program's call expanded. */
final class DeliveryComposer {

    private final Generation generation;
    private final Services services;
    private final Trace trace;
    private final Clock clock;

    /**
     * @param trace hears how addresses are rewritten
     * @param clock says what is left of a sender's time
     */
    DeliveryComposer(Generation generation, Services services, Trace trace, Clock clock) {
        this.clock = clock;
        this.generation = generation;
        this.services = services;
        this.trace = trace;
    }

    MailDelivery compose(Job job, Batch batch, Body body) {
        MailerDefinition mailer = batch.mailer();
        MacroScope known = MessageMacros.of(generation.policy(), job).define("h", batch.host());
        if (batch.members().size() == 1) {
            known.define("u", batch.members().get(0).route().user());
        }
        batch.runAs().or(() -> controller(batch)).map(Account::home).filter(home -> !home.isEmpty())
                .ifPresent(home -> known.define("z", home));
        Surroundings surroundings = new PolicySurroundings(generation, known, services, trace);
        AddressRewriter addresses = generation.addresses();
        String sender = senderText(job, batch.sender());
        String rewritten = addresses.rewrite(sender, Role.ENVELOPE_SENDER, mailer, surroundings);
        MacroScope ofMessage = ofMessage(job, senderText(job, job.sender()), known, surroundings);
        MacroScope macros = ofMessage.nested().define("g", bracketed(rewritten));
        if (!batch.sender().equals(job.sender())) { // the owner of a list sends the message on, and has not written it
            macros.define("f", canonical(sender, surroundings));
        }
        String domain = new SenderDomain(generation, surroundings).of(batch.sender());
        Header header = generation.headers().edit(job.header(), mailer, new HeaderMacros(ofMessage::value, macros::value),
                new MailerAddresses(addresses, mailer, surroundings, domain));
        List<DeliveryRecipient> recipients = batch.members().stream().map(member -> recipient(job, member)).toList();
        ProgramCall call = ProgramCall.of(generation.policy(), mailer, recipients, macros, isSenderGiven(job, batch.sender()));
        ReversePath path = new ReversePath(batch.sender().isNull() ? "" : rewritten,
                Requests.passedOn(job, batch.sender(), clock.instant()));
        return new MailDelivery(job.id(), mailer, batch.host(), path, recipients, header, body, call, macros,
                generation.engine()::isInClass).with(job.eightBit()).as(batch.runAs());
    }

    /** Whose program it is that a router runs which is that user already, and becomes nobody. */
    private Optional<Account> controller(Batch batch) {
        Target target = batch.members().get(0).recipient().target();
        try {
            return target instanceof Target.ToProgram program && !program.user().isEmpty() && services.accounts().isPresent()
                    ? services.accounts().get().named(program.user()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // the program starts elsewhere
        }
    }

    /** What the sender is called costs look-ups and is seldom asked for. */
    private MacroScope ofMessage(Job job, String sender, MacroScope known, Surroundings surroundings) {
        Supplier<Optional<String>> canonical = canonical(sender, surroundings);
        return known.nested().define("f", canonical).define("g", canonical)
                .define("x", () -> new FullName(generation, surroundings).of(job));
    }

    private Supplier<Optional<String>> canonical(String sender, Surroundings surroundings) {
        return new Once<>(() -> Optional.of(bracketed(generation.addresses().canonicalSender(sender, surroundings))));
    }

    /** Whether somebody named the sender: not for mail that a user of this machine sends as himself. */
    private static boolean isSenderGiven(Job job, ReversePath sender) {
        return !job.origin().isLocal() || !sender.address().equals(job.origin().user());
    }

    /** Rules see a sender in any case: our own name in reports, {@code <>} in other mail from the null reverse-path. */
    private String senderText(Job job, ReversePath sender) {
        if (!sender.isNull()) {
            return sender.address();
        }
        boolean report = job.origin().isLocal() && job.origin().user().isEmpty();
        return report ? new MacroScope(generation.policy()).value("n").orElse("MAILER-DAEMON") : "<>";
    }

    /** A route ({@code @a:b@c}) stands in angle brackets, whoever reads it. */
    private static String bracketed(String address) {
        return address.startsWith("@") ? "<" + address + ">" : address;
    }

    private static DeliveryRecipient recipient(Job job, Batch.Member member) {
        return new DeliveryRecipient(member.route().user(), job.root(member.recipient()).recipient().address(),
                member.recipient().recipient().parameters());
    }
}
