package org.fingerpost.mailer.vacation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.submit.Admission;
import org.fingerpost.api.submit.Content;
import org.fingerpost.api.submit.PostOffice;
import org.fingerpost.api.submit.Transaction;
import org.fingerpost.api.submit.Verdict;

/** Keeps what is handed in. */
final class RecordingOffice implements PostOffice {

    /** What was handed in. */
    record Submitted(Origin origin, ReversePath sender, List<Recipient> recipients, String message) {
    }

    final List<Submitted> submitted = new ArrayList<>();
    Verdict verdict = Verdict.of(250, "2.0.0", "ok");

    @Override
    public String hostName() {
        return "mail.example.net";
    }

    @Override
    public long maxMessageBytes() {
        return 0;
    }

    @Override
    public Admission admit(Origin origin) {
        return Admission.GRANTED;
    }

    @Override
    public Verdict verify(Origin origin, String address) {
        return verdict;
    }

    @Override
    public Transaction begin(Origin origin, Admission admission) {
        return new Transaction() {

            private ReversePath from;
            private final List<Recipient> to = new ArrayList<>();

            @Override
            public Verdict mail(ReversePath sender) {
                from = sender;
                return Verdict.of(250, "2.1.0", "ok");
            }

            @Override
            public Verdict rcpt(Recipient recipient) {
                to.add(recipient);
                return Verdict.of(250, "2.1.5", "ok");
            }

            @Override
            public void withdraw() {
                to.remove(to.size() - 1);
            }

            @Override
            public int recipients() {
                return to.size();
            }

            @Override
            public void recipientsFromHeader(Map<String, String> parameters) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Content content() {
                return new Content() {

                    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

                    @Override
                    public QueueId id() {
                        return new QueueId("ANSWER1");
                    }

                    @Override
                    public void write(byte[] more, int offset, int length) {
                        octets.write(more, offset, length);
                    }

                    @Override
                    public CompletionStage<Verdict> commit() {
                        if (verdict.isAccepted()) {
                            submitted.add(new Submitted(origin, from, to, octets.toString(StandardCharsets.ISO_8859_1)));
                        }
                        return CompletableFuture.completedFuture(verdict);
                    }
                };
            }

            @Override
            public void close() {
                // nothing to give up
            }
        };
    }
}
