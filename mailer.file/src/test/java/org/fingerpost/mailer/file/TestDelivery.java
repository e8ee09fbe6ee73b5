package org.fingerpost.mailer.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.mail.Message;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.DeliveryRecipient;
import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.unix.Account;

/** An attempt as the router would make it. */
record TestDelivery(MailerDefinition mailer, String host, ReversePath sender, List<DeliveryRecipient> recipients, Message message,
        AtomicInteger signsOfLife, Optional<Account> runAs, Map<String, String> options) implements Delivery {

    /** A delivery of {@code body} to {@code users} by {@code A=FILE template}. */
    static TestDelivery of(String template, String body, String... users) {
        return of(template, TestBody.of(body), users);
    }

    static TestDelivery of(String template, Body body, String... users) {
        return new TestDelivery(definition(template, "lsm"), "", ReversePath.of("sender@example.org"),
                List.of(users).stream().map(u -> new DeliveryRecipient(u, u, Map.of())).toList(),
                new Message(new Header(List.of(new HeaderField("Subject: a\r\n b"))), body), new AtomicInteger(),
                        Optional.empty(), Map.of());
    }

    static MailerDefinition definition(String template, String flags) {
        return new MailerDefinition("local", "[FILE]", flags,
                List.of(MacroText.literal("FILE"), MacroText.parse(template)), Map.of());
    }

    TestDelivery as(Account account) {
        return new TestDelivery(mailer, host, sender, recipients, message, signsOfLife, Optional.of(account), options);
    }

    TestDelivery with(String option, String value) {
        return new TestDelivery(mailer, host, sender, recipients, message, signsOfLife, runAs, Map.of(option, value));
    }

    @Override
    public Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    TestDelivery withSender(ReversePath changed) {
        return new TestDelivery(mailer, host, changed, recipients, message, signsOfLife, runAs, options);
    }

    TestDelivery withHeader(Header changed) {
        return new TestDelivery(mailer, host, sender, recipients, new Message(changed, message.body()), signsOfLife, runAs,
                options);
    }

    TestDelivery withMailer(MailerDefinition changed) {
        return new TestDelivery(changed, host, sender, recipients, message, signsOfLife, runAs, options);
    }

    TestDelivery withHost(String changed) {
        return new TestDelivery(mailer, changed, sender, recipients, message, signsOfLife, runAs, options);
    }

    @Override
    public QueueId queueId() {
        return new QueueId("TEST01");
    }

    @Override
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        for (MacroText template : mailer.arguments()) {
            recipients.stream().limit(template.mentions("u") ? recipients.size() : 1)
                    .forEach(r -> arguments.add(template.expand(name -> macro(name, r))));
        }
        return arguments;
    }

    private Optional<MacroText> macro(String name, DeliveryRecipient recipient) {
        return Optional.of(MacroText.literal(name.equals("u") ? recipient.user() : name.equals("h") ? host : ""));
    }

    @Override
    public String macro(String name) {
        return name.equals("j") ? "mx/1.example.net" : "";
    }

    @Override
    public void progress() {
        signsOfLife.incrementAndGet();
    }

    @Override
    public Executor workers() {
        return Runnable::run;
    }
}
