package org.fingerpost.itest.mailers.throwing;

import java.util.List;
import java.util.concurrent.CompletionStage;

import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.Mailer;
import org.fingerpost.api.mailer.MailerName;
import org.fingerpost.api.mailer.Outcome;
import org.osgi.service.component.annotations.Component;

/** Throws an Error. */
@Component
@MailerName(name = "throwing")
public final class ThrowingMailer implements Mailer {

    @Override
    public CompletionStage<List<Outcome>> deliver(Delivery delivery) {
        throw new StackOverflowError("as a test");
    }
}
