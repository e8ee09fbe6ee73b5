package org.fingerpost.itest.mailers.mischief;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.Mailer;
import org.fingerpost.api.mailer.MailerName;
import org.fingerpost.api.mailer.Outcome;
import org.osgi.service.component.annotations.Component;

/** Does what the recipient's name says. */
@Component
@MailerName(name = "mischief")
public final class MischiefMailer implements Mailer {

    private static final Outcome OK = Outcome.delivered("2.0.0", "as it says");

    private final Queue<InputStream> open = new ConcurrentLinkedQueue<>();

    @Override
    public CompletionStage<List<Outcome>> deliver(Delivery delivery) {
        List<Outcome> delivered = delivery.all(OK);
        CompletableFuture<List<Outcome>> stage = new CompletableFuture<>();
        switch (delivery.recipients().get(0).user().replaceAll("@.*", "")) {
            case "blocks" -> blockForEver();
            case "dies" -> throw new ThreadDeath();
            case "memory" -> throw new OutOfMemoryError("pretended");
            case "never" -> stage.isDone();
            case "twice" -> {
                stage.complete(delivered);
                stage.complete(delivery.all(Outcome.failed("5.0.0", "or not")));
            }
            case "threads" -> {
                for (int i = 0; i < 20; i++) {
                    new Thread(() -> stage.complete(delivered)).start();
                }
            }
            case "streams" -> {
                keepOpen(delivery);
                stage.complete(delivered);
            }
            case "reports" -> {
                stage.complete(delivered);
                throw new IllegalStateException("after it was delivered");
            }
            case "null" -> {
                return null;
            }
            default -> stage.complete(delivered);
        }
        return stage;
    }

    private void keepOpen(Delivery delivery) {
        try {
            for (int i = 0; i < 10; i++) {
                open.add(delivery.message().body().open());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void blockForEver() {
        while (true) {
            try {
                Thread.sleep(Long.MAX_VALUE);
            } catch (InterruptedException e) {
                continue;
            }
        }
    }
}
