package org.fingerpost.core.dispatch;

import java.util.ArrayList;
import java.util.List;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.mailer.DeliveryRecipient;
import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.queue.Job;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.MacroScope;
import org.fingerpost.core.policy.MessageMacros;
import org.fingerpost.core.policy.PolicySurroundings;
import org.fingerpost.core.rewrite.AddressRewriter.Role;
import org.fingerpost.core.rewrite.Surroundings;
import org.fingerpost.core.rewrite.Trace;
import org.fingerpost.core.services.Services;

/** Makes what one mailer gets for one batch: addresses rewritten, header edited, argument vector expanded. */
final class DeliveryComposer {

    private final Generation generation;
    private final Services services;
    private final Trace trace;

    /** @param trace hears how addresses are rewritten */
    DeliveryComposer(Generation generation, Services services, Trace trace) {
        this.generation = generation;
        this.services = services;
        this.trace = trace;
    }

    MailDelivery compose(Job job, Batch batch, Body body) {
        MailerDefinition mailer = batch.mailer();
        MacroScope macros = MessageMacros.of(generation.policy(), job).define("h", batch.host());
        if (batch.members().size() == 1) {
            macros.define("u", batch.members().get(0).route().user());
        }
        Surroundings surroundings = new PolicySurroundings(generation, macros, services, trace);
        ReversePath sender = sender(job.sender(), mailer, surroundings);
        String from = sender.isNull() ? "MAILER-DAEMON" : sender.address();
        macros.define("f", from).define("g", from);
        Header header = generation.headers().edit(job.header(), mailer, macros::value,
                (value, isSender) -> generation.addresses().rewriteList(value,
                        isSender ? Role.HEADER_SENDER : Role.HEADER_RECIPIENT, mailer, surroundings));
        List<DeliveryRecipient> recipients = batch.members().stream().map(member -> recipient(job, member)).toList();
        return new MailDelivery(job.id(), mailer, batch.host(), sender, recipients, header, body,
                arguments(mailer, recipients, macros), macros);
    }

    private ReversePath sender(ReversePath sender, MailerDefinition mailer, Surroundings surroundings) {
        if (sender.isNull()) {
            return sender;
        }
        String rewritten = generation.addresses().rewrite(sender.address(), Role.ENVELOPE_SENDER, mailer, surroundings);
        return new ReversePath(rewritten, sender.parameters());
    }

    private static DeliveryRecipient recipient(Job job, Batch.Member member) {
        return new DeliveryRecipient(member.route().user(), job.root(member.recipient()).recipient().address(),
                member.recipient().recipient().parameters());
    }

    /** An argument with {@code $u} stands once for each recipient; a macro never leaves its argument. */
    private static List<String> arguments(MailerDefinition mailer, List<DeliveryRecipient> recipients, MacroScope macros) {
        List<String> arguments = new ArrayList<>();
        for (MacroText argument : mailer.arguments()) {
            if (argument.mentions("u")) {
                recipients.forEach(recipient -> arguments.add(argument.expand(macros.copy().define("u", recipient.user()))));
            } else {
                arguments.add(argument.expand(macros));
            }
        }
        return arguments;
    }
}
