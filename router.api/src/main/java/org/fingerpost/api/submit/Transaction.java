package org.fingerpost.api.submit;

import java.util.Map;

import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One message on its way in: sender, then recipients, then the content. Every step is judged by one generation of the policy.
 * Used by one thread at a time. Closing it gives up what has not been committed.
 *
 * <p>Of a remote client a recipient that cannot be is refused. Of a local submitter it is taken, and returned in a report once
 * the message is in the queue, as sendmail does; the verdict says what is wrong all the same.
 */
@ProviderType
public interface Transaction extends AutoCloseable {

    /** The reverse-path (RFC 5321 §4.1.1.2); once, first. */
    Verdict mail(ReversePath sender);

    /**
     * The sender's name for people, where the header does not tell it ({@code sendmail -F}); empty for none. Before the content.
     */
    default void fullName(String name) {
    }

    /** Takes recipients as they are: no name stands for others ({@code sendmail -n}). Before the first recipient. */
    default void withoutAliases() {
    }

    /** A recipient (RFC 5321 §4.1.1.3); any number. An accepted one will be delivered or reported. */
    Verdict rcpt(Recipient recipient);

    /** The recipient that was accepted last, in the step before, is none after all: somebody else has refused it. */
    void withdraw();

    /** How many recipients the message will be queued for. */
    int recipients();

    /**
     * Takes recipients from the header too, when it arrives: To, Cc and Bcc, or their Resent- forms if there are any (sendmail
     * -t). Bcc fields are removed.
     *
     * @param parameters of each of them, as those of {@link Recipient}
     */
    void recipientsFromHeader(Map<String, String> parameters);

    /** The message is a report about that one, which is being worked on; before the content. */
    default void about(QueueId message) {
    }

    /**
     * Begins the content.
     *
     * @throws SubmissionException if no message can be taken now
     */
    Content content() throws SubmissionException;

    @Override
    void close();
}
