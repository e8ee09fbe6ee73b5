package org.fingerpost.itest.mailers.stillborn;

import java.util.List;

import org.fingerpost.api.mailer.BlockingMailer;
import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.Mailer;
import org.fingerpost.api.mailer.MailerName;
import org.fingerpost.api.mailer.Outcome;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Throws an Error when it is made. */
@Component(service = Mailer.class)
@MailerName(name = "stillborn")
public final class StillbornMailer implements BlockingMailer {

    @Activate
    public StillbornMailer() {
        throw new ExceptionInInitializerError("as a test");
    }

    @Override
    public List<Outcome> attempt(Delivery delivery) {
        return delivery.all(Outcome.delivered("2.0.0", "never"));
    }
}
