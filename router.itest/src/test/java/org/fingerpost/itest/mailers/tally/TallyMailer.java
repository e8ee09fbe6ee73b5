package org.fingerpost.itest.mailers.tally;

import java.io.IOException;
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

/** Writes a line for each recipient into {@code var/tally.txt}. */
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
        for (DeliveryRecipient recipient : delivery.recipients()) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, recipient.user() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        return delivery.all(Outcome.delivered("2.1.5", "counted"));
    }
}
