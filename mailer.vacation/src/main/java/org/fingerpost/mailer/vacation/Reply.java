package org.fingerpost.mailer.vacation;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.mailer.OutcomeTable;
import org.fingerpost.api.submit.Content;
import org.fingerpost.api.submit.PostOffice;
import org.fingerpost.api.submit.SubmissionException;
import org.fingerpost.api.submit.Transaction;
import org.fingerpost.api.submit.Verdict;

/**
 * Hands an answer in as mail of the absent user: from the null reverse-path (RFC 3834 §3.3), and nobody wants to hear that it
 * could not be delivered.
 */
final class Reply {

    private static final Duration COMMIT_TIMEOUT = Duration.ofMinutes(2);

    private final PostOffice office;
    private final String login;
    private final String to;

    Reply(PostOffice office, String login, String to) {
        this.office = office;
        this.login = login;
        this.to = to;
    }

    /** @return why it was not taken, for now or for good; empty if it was */
    Optional<Outcome> send(byte[] message) {
        try (Transaction transaction = office.begin(Origin.local(login))) {
            Verdict sender = transaction.mail(ReversePath.NULL);
            if (!sender.isAccepted()) {
                return Optional.of(refused(sender));
            }
            transaction.rcpt(new Recipient(to, Map.of("NOTIFY", "NEVER"))); // what cannot be is settled without a report
            if (transaction.recipients() == 0) {
                return Optional.empty(); // the sender cannot be reached at all: that is the end of it
            }
            Content content = transaction.content();
            content.write(message, 0, message.length);
            Verdict verdict = content.commit().toCompletableFuture().get(COMMIT_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            return verdict.isAccepted() ? Optional.empty() : Optional.of(refused(verdict));
        } catch (SubmissionException e) {
            return Optional.of(refused(e.verdict()));
        } catch (TimeoutException e) {
            return Optional.of(deferred("it could not be stored in time"));
        } catch (ExecutionException e) {
            return Optional.of(OutcomeTable.ofTrouble("the answer:", e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(deferred("interrupted"));
        }
    }

    private static Outcome refused(Verdict verdict) {
        return Outcome.of(verdict.status(), line(verdict.toString()), Optional.empty());
    }

    private static Outcome deferred(String why) {
        return Outcome.deferred("4.3.0", "the answer: " + why);
    }

    private static String line(String text) {
        return "the answer was not taken: " + text.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
