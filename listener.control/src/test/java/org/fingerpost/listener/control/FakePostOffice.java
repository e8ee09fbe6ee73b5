package org.fingerpost.listener.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.submit.Content;
import org.fingerpost.api.submit.Admission;
import org.fingerpost.api.submit.PostOffice;
import org.fingerpost.api.submit.SubmissionException;
import org.fingerpost.api.submit.Transaction;
import org.fingerpost.api.submit.Verdict;

/** Keeps what it is given as one line a message, and answers what the test wants. */
final class FakePostOffice implements PostOffice {

    static final Verdict OK = Verdict.of(250, "2.0.0", "ok");

    final List<String> messages = new ArrayList<>();
    final Map<String, Verdict> verdicts = new HashMap<>();
    /** Recipients of the fake header. */
    int inHeader = 1;
    boolean takesRefused = true;
    Verdict sender = OK;
    Verdict begin = OK;
    Verdict commit = OK;

    @Override
    public String hostName() {
        return "mail.example";
    }

    @Override
    public long maxMessageBytes() {
        return 0;
    }

    @Override
    public Verdict verify(Origin origin, String address) {
        return verdicts.getOrDefault(address, Verdict.of(250, "2.1.5", "mailer local, user " + address));
    }

    @Override
    public Admission admit(Origin origin) {
        return Admission.GRANTED;
    }

    @Override
    public Transaction begin(Origin origin, Admission admission) {
        return new FakeTransaction(origin);
    }

    private final class FakeTransaction implements Transaction, Content {

        private final StringBuilder envelope = new StringBuilder();
        private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
        private int recipients;

        FakeTransaction(Origin origin) {
            envelope.append(origin.user()).append(": ");
        }

        @Override
        public Verdict mail(ReversePath path) {
            envelope.append(path).append(path.parameters().isEmpty() ? "" : path.parameters());
            return sender;
        }

        @Override
        public Verdict rcpt(Recipient recipient) {
            Verdict verdict = verdicts.getOrDefault(recipient.address(), OK);
            if (verdict.isAccepted() || takesRefused) {
                recipients++;
                envelope.append(recipient).append(recipient.parameters().isEmpty() ? "" : recipient.parameters());
            }
            return verdict;
        }

        @Override
        public void withdraw() {
            throw new AssertionError("commands withdraw nobody");
        }

        @Override
        public int recipients() {
            return recipients;
        }

        @Override
        public void recipientsFromHeader(Map<String, String> parameters) {
            envelope.append("+header").append(parameters.isEmpty() ? "" : parameters);
            recipients += inHeader;
        }

        @Override
        public Content content() throws SubmissionException {
            if (!begin.isAccepted()) {
                throw new SubmissionException(begin);
            }
            return this;
        }

        @Override
        public QueueId id() {
            return new QueueId("Q00001");
        }

        @Override
        public void write(byte[] source, int offset, int length) {
            octets.write(source, offset, length);
        }

        @Override
        public CompletionStage<Verdict> commit() {
            if (commit.isAccepted()) {
                messages.add(envelope + " " + octets.toString(ISO_8859_1).replace("\r\n", "|"));
            }
            return CompletableFuture.completedFuture(commit);
        }

        @Override
        public void close() {
        }
    }
}
