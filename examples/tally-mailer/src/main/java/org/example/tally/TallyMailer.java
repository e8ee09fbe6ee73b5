package org.example.tally;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import org.fingerpost.api.instance.Instance;
import org.fingerpost.api.mailer.BlockingMailer;
import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.DeliveryRecipient;
import org.fingerpost.api.mailer.Mailer;
import org.fingerpost.api.mailer.MailerName;
import org.fingerpost.api.mailer.Outcome;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Delivers by writing one line for each recipient into var/tally.txt of the instance. */
@Component(service = Mailer.class)
@MailerName(name = "tally")
public final class TallyMailer implements BlockingMailer {

    private final Path file;

    @Activate
    public TallyMailer(@Reference Instance instance) {
        file = instance.base().resolve("var/tally.txt");
    }

    @Override
    public synchronized List<Outcome> attempt(Delivery delivery) throws IOException {
        String subject = delivery.message().header().first("Subject").map(field -> field.value()).orElse("(no subject)");
        StringBuilder lines = new StringBuilder();
        for (DeliveryRecipient recipient : delivery.recipients()) {
            lines.append(delivery.queueId()).append(' ').append(recipient.user()).append(' ').append(subject).append('\n');
        }
        Files.writeString(file, lines, StandardCharsets.ISO_8859_1, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return delivery.all(Outcome.delivered("2.1.5", "counted"));
    }
}
