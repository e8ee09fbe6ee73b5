package org.fingerpost.itest.mailers.slow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import org.fingerpost.api.instance.Instance;
import org.fingerpost.api.mailer.BlockingMailer;
import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.Mailer;
import org.fingerpost.api.mailer.MailerName;
import org.fingerpost.api.mailer.Outcome;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Waits for a second, then writes the recipient into {@code var/slow.txt}. */
@Component(service = Mailer.class)
@MailerName(name = "slow")
public final class SlowMailer implements BlockingMailer {

    private final Path file;

    @Activate
    public SlowMailer(@Reference Instance instance) {
        file = instance.base().resolve("var/slow.txt");
    }

    @Override
    public List<Outcome> attempt(Delivery delivery) throws IOException, InterruptedException {
        Thread.sleep(1000);
        Files.writeString(file, delivery.recipients().get(0).user() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return delivery.all(Outcome.delivered("2.0.0", "at last"));
    }
}
