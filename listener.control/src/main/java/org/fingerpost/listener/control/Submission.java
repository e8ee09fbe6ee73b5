package org.fingerpost.listener.control;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.fingerpost.api.control.Invocation;
import org.fingerpost.api.mail.EnhancedStatus;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.submit.Content;
import org.fingerpost.api.submit.PostOffice;
import org.fingerpost.api.submit.SubmissionException;
import org.fingerpost.api.submit.Transaction;
import org.fingerpost.api.submit.Verdict;

/**
 * Hands one message in. The exit status says whether the router has it: {@link Sysexits#OK}, {@link Sysexits#NOUSER} and
 * {@link Sysexits#NOHOST} mean that it is on stable storage; after the last two the submitter gets a report about the recipients
 * that cannot be. After any other status nothing is queued. Of one thread, used once.
 */
final class Submission {

    private static final Duration COMMIT_TIMEOUT = Duration.ofMinutes(4);

    private final PostOffice office;
    private final Invocation call;
    private final SendmailArguments arguments;
    /** What the submitter is told once the message is accepted: of the first recipient that was refused. */
    private int statusOfRecipients = Sysexits.OK;

    Submission(PostOffice office, Invocation call, SendmailArguments arguments) {
        this.office = office;
        this.call = call;
        this.arguments = arguments;
    }

    /** Whether the router is responsible for a message of which {@link #run} has returned {@code status}. */
    static boolean isAccepted(int status) {
        return status == Sysexits.OK || status == Sysexits.NOUSER || status == Sysexits.NOHOST;
    }

    /** @throws IOException if the submitter went away before the message was complete; nothing is queued */
    int run() throws IOException {
        try (Transaction transaction = office.begin(Origin.local(call.user()))) {
            sender(transaction);
            transaction.fullName(arguments.fullName().orElse(call.environment().getOrDefault("NAME", "")));
            if (!arguments.aliased()) {
                transaction.withoutAliases();
            }
            for (String recipient : arguments.recipients()) {
                recipient(transaction, recipient);
            }
            if (arguments.fromHeader()) {
                transaction.recipientsFromHeader(arguments.recipientParameters());
            }
            return content(transaction);
        } catch (SubmissionException e) {
            call.error().println("sendmail: " + e.verdict().text());
            return statusOfRefusal(e.verdict());
        }
    }

    private void sender(Transaction transaction) throws SubmissionException {
        // What the environment says about the user is a claim, what the kernel says is a fact.
        String address = arguments.sender().orElse(call.user());
        Verdict verdict = transaction.mail(new ReversePath(address, arguments.senderParameters()));
        if (!verdict.isAccepted()) {
            throw refusal(address, verdict);
        }
    }

    private void recipient(Transaction transaction, String address) throws SubmissionException {
        int before = transaction.recipients();
        Verdict verdict = transaction.rcpt(new Recipient(address, arguments.recipientParameters()));
        if (verdict.isAccepted()) {
            return;
        }
        boolean taken = transaction.recipients() > before;
        if (verdict.status().isTransient() && !taken) {
            // Nobody would ever try it: the submitter must keep the message, for all recipients.
            throw refusal(address, verdict);
        }
        if (verdict.status().isPermanent()) {
            refused(address, verdict);
        }
    }

    private void refused(String address, Verdict verdict) {
        if (arguments.errors().prints()) {
            call.error().println(address + "... " + verdict.text());
        }
        if (arguments.errors().tellsByStatus() && statusOfRecipients == Sysexits.OK) {
            statusOfRecipients = verdict.status().equals(EnhancedStatus.of("5.1.2")) ? Sysexits.NOHOST : Sysexits.NOUSER;
        }
    }

    private static SubmissionException refusal(String address, Verdict verdict) {
        return new SubmissionException(new Verdict(verdict.code(), verdict.status(), address + "... " + verdict.text()));
    }

    private int content(Transaction transaction) throws SubmissionException, IOException {
        Content content = transaction.content();
        new MessageLines(content, arguments.dotEnds()).copy(call.input());
        Verdict verdict = await(content.commit());
        if (verdict.isAccepted()) {
            return statusOfRecipients;
        }
        if (arguments.fromHeader() && transaction.recipients() == 0 && verdict.status().isPermanent()) {
            // As sendmail does: a message to nobody is no error.
            call.error().println("No recipient addresses found in header");
            return Sysexits.OK;
        }
        throw new SubmissionException(verdict);
    }

    private static Verdict await(CompletionStage<Verdict> commit) {
        try {
            return commit.toCompletableFuture().get(COMMIT_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return Verdict.of(451, "4.3.0", "the message could not be stored in time");
        } catch (ExecutionException e) {
            throw new IllegalStateException("a commit ended without a verdict", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Verdict.of(451, "4.3.2", "the router is stopping");
        }
    }

    private static int statusOfRefusal(Verdict verdict) {
        return verdict.status().isTransient() ? Sysexits.TEMPFAIL : Sysexits.DATAERR;
    }
}
