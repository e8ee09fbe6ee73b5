package org.fingerpost.itest.mailers.exiting;

import java.util.List;

import org.fingerpost.api.mailer.BlockingMailer;
import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.Mailer;
import org.fingerpost.api.mailer.MailerName;
import org.fingerpost.api.mailer.Outcome;
import org.osgi.service.component.annotations.Component;

/** Ends the JVM: politely, or for the user {@code halt} at once. */
@Component(service = Mailer.class)
@MailerName(name = "exiting")
public final class ExitingMailer implements BlockingMailer {

    @Override
    public List<Outcome> attempt(Delivery delivery) {
        if (delivery.recipients().get(0).user().startsWith("halt")) {
            Runtime.getRuntime().halt(3);
        }
        System.exit(4);
        return delivery.all(Outcome.delivered("2.0.0", "never"));
    }
}
