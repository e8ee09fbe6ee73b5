package org.fingerpost.itest.mailers.nonsense;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.Mailer;
import org.fingerpost.api.mailer.MailerName;
import org.fingerpost.api.mailer.Outcome;
import org.osgi.service.component.annotations.Component;

/** Says nothing about its recipients. */
@Component
@MailerName(name = "nonsense")
public final class NonsenseMailer implements Mailer {

    @Override
    public CompletionStage<List<Outcome>> deliver(Delivery delivery) {
        return CompletableFuture.completedFuture(List.of());
    }
}
