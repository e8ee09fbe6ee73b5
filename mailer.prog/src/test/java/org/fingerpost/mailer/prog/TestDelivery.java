package org.fingerpost.mailer.prog;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

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

/** An attempt as the router would make it. */
record TestDelivery(MailerDefinition mailer, String host, ReversePath sender, List<DeliveryRecipient> recipients, Message message,
        Map<String, String> macros, Runnable onProgress) implements Delivery {

    /** Hands a message to {@code sh -c command}, as an alias would. */
    static TestDelivery shell(String command) {
        return of(new MailerDefinition("prog", "/bin/sh", "lsDFMoqeu9", arguments("sh", "-c", "$u"), Map.of()), command);
    }

    static TestDelivery of(MailerDefinition mailer, String... users) {
        return new TestDelivery(mailer, "example.net", ReversePath.of("sender@example.org"),
                List.of(users).stream().map(u -> new DeliveryRecipient(u, u, Map.of())).toList(),
                new Message(new Header(List.of(new HeaderField("Subject: a\r\n b"))), body("hello\r\n")), Map.of(), () -> { });
    }

    static List<MacroText> arguments(String... arguments) {
        return List.of(arguments).stream().map(MacroText::parse).toList();
    }

    TestDelivery with(String flags, Map<Character, String> equates) {
        MailerDefinition changed = new MailerDefinition(mailer.name(), mailer.path(), flags, mailer.arguments(), equates);
        return new TestDelivery(changed, host, sender, recipients, message, macros, onProgress);
    }

    TestDelivery withSender(String address) {
        return new TestDelivery(mailer, host, ReversePath.of(address), recipients, message, macros, onProgress);
    }

    TestDelivery withHost(String changed) {
        return new TestDelivery(mailer, changed, sender, recipients, message, macros, onProgress);
    }

    TestDelivery withBody(Body body) {
        return new TestDelivery(mailer, host, sender, recipients, new Message(message.header(), body), macros, onProgress);
    }

    TestDelivery withMacro(String name, String value) {
        return new TestDelivery(mailer, host, sender, recipients, message, Map.of(name, value), onProgress);
    }

    TestDelivery withProgress(Runnable changed) {
        return new TestDelivery(mailer, host, sender, recipients, message, macros, changed);
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

    @Override
    public String fromLine() {
        return "From " + sender.address() + " Thu Mar  5 07:08:09 2026";
    }

    @Override
    public Map<String, String> environment() {
        return Map.of("AGENT", "sendmail", "SITE", "a b");
    }

    private Optional<MacroText> macro(String name, DeliveryRecipient recipient) {
        Map<String, String> values = new HashMap<>(Map.of("u", recipient.user(), "h", host));
        return Optional.of(MacroText.literal(values.getOrDefault(name, "")));
    }

    @Override
    public String macro(String name) {
        return macros.getOrDefault(name, "");
    }

    @Override
    public void progress() {
        onProgress.run();
    }

    @Override
    public Executor workers() {
        return Runnable::run;
    }

    static Body body(String octets) {
        return new Body() {
            @Override
            public long size() {
                return octets.length();
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(octets.getBytes(StandardCharsets.ISO_8859_1));
            }
        };
    }
}
