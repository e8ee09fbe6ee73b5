package org.fingerpost.itest.mailers.hanging;

import java.util.List;

import org.fingerpost.api.mailer.BlockingMailer;
import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.Mailer;
import org.fingerpost.api.mailer.MailerName;
import org.fingerpost.api.mailer.Outcome;
import org.osgi.service.component.annotations.Component;

/** Never returns, and does not heed an interrupt. */
@Component(service = Mailer.class)
@MailerName(name = "hanging")
public final class HangingMailer implements BlockingMailer {

    @Override
    public List<Outcome> attempt(Delivery delivery) {
        while (true) {
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                continue;
            }
        }
    }
}
