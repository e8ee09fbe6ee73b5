package org.fingerpost.mailer.vacation;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/** An attempt as the router would make it. @param host whose forward file it is */
record TestDelivery(String host, String command, ReversePath sender, Header header) implements Delivery {

    /** Of the forward file of anna, for a message of bert's. */
    static TestDelivery ofAnna(String command, String... fields) {
        return new TestDelivery("anna", command, ReversePath.of("bert@example.org"), header(fields));
    }

    static Header header(String... fields) {
        List<HeaderField> header = new ArrayList<>();
        for (String field : fields) {
            header.add(new HeaderField(field));
        }
        return new Header(header);
    }

    TestDelivery from(String address) {
        return new TestDelivery(host, command, ReversePath.of(address), header);
    }

    @Override
    public QueueId queueId() {
        return new QueueId("TEST01");
    }

    @Override
    public MailerDefinition mailer() {
        return new MailerDefinition("vacation", "[VACATION]", "lsDFMnuV", List.of(MacroText.parse("VACATION"),
                MacroText.parse("$h"),
                MacroText.parse("$u")), Map.of());
    }

    @Override
    public List<DeliveryRecipient> recipients() {
        return List.of(new DeliveryRecipient(command, "anna@example.net", Map.of()));
    }

    @Override
    public Message message() {
        return new Message(header, new Body() {
            @Override
            public long size() {
                return 0;
            }

            @Override
            public InputStream open() {
                return InputStream.nullInputStream();
            }
        });
    }

    @Override
    public List<String> arguments() {
        return List.of("VACATION", host, command);
    }

    @Override
    public boolean isInClass(String name, String word) {
        return name.equals("w") && word.equals("example.net");
    }

    @Override
    public String macro(String name) {
        return name.equals("j") ? "mail.example.net" : "";
    }

    @Override
    public void progress() {
        // nobody watches
    }

    @Override
    public Executor workers() {
        return Runnable::run;
    }

}
