package org.fingerpost.queue.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.queue.Job;

/** The jobs that are in the journal. Any thread; changes of one job are made in the order of the calls. */
final class JournaledJobs {

    /** Octets of most recipients' lines in a control file: the copies of a list would else grow through the whole heap. */
    private static final int USUAL_RECIPIENT = 400;
    private static final int MANY_RECIPIENTS = 20_000;

    private final Journal journal;
    private final JournalWriter writer;

    JournaledJobs(Journal journal, JournalWriter writer) {
        this.journal = journal;
        this.writer = writer;
    }

    CompletionStage<Void> add(Job job, byte[] body, int size) {
        byte[] control;
        try {
            control = control(job);
        } catch (IOException e) {
            return CompletableFuture.failedStage(e);
        }
        return writer.append(JournalRecord.message(job.id(), control, body, size), part -> journal.put(new JournaledJob(job.id(),
                new Segment.Part(part.segment(), part.from(), control.length),
                new Segment.Part(part.segment(), part.from() + control.length, size), System.nanoTime())));
    }

    CompletionStage<Void> update(JournaledJob journaled, Job job) {
        try {
            return writer.append(JournalRecord.update(job.id(), control(job)), journaled::replaceControl);
        } catch (IOException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    /** Takes it out of the journal. */
    CompletionStage<Void> remove(QueueId id) {
        return writer.append(JournalRecord.gone(id), part -> journal.remove(id));
    }

    /** Empty if it is not in the journal, or not any more. */
    Optional<Job> load(QueueId id) throws IOException {
        Optional<JournaledJob> job = journal.find(id);
        if (job.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = job.get().control().open()) {
            return Optional.of(ControlReader.read(in));
        } catch (NoSuchFileException e) {
            if (journal.find(id).isPresent()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** Makes a change where the job is: here, or, if it is not here, elsewhere. */
    CompletionStage<Void> change(QueueId id, Function<JournaledJob, CompletionStage<Void>> here,
            Supplier<CompletionStage<Void>> elsewhere) {
        Optional<JournaledJob> found = journal.find(id);
        if (found.isEmpty()) {
            return elsewhere.get();
        }
        JournaledJob job = found.get();
        if (!job.beginChange()) {
            return job.moving().thenCompose(moved -> change(id, here, elsewhere));
        }
        return here.apply(job).whenComplete((done, trouble) -> job.endChange());
    }

    /** The body of a job that is here now; if it is moved before somebody opens it, it is {@code moved}. */
    Optional<Body> body(QueueId id, Supplier<Body> moved) {
        return journal.find(id).map(job -> new MovingBody(job.body(), moved));
    }

    private static byte[] control(Job job) throws IOException {
        int recipients = Math.min(job.recipients().size(), MANY_RECIPIENTS);
        ByteArrayOutputStream out = new ByteArrayOutputStream(1024 + recipients * USUAL_RECIPIENT);
        ControlWriter.write(job, out);
        return out.toByteArray();
    }

    private record MovingBody(Segment.Part here, Supplier<Body> moved) implements Body {

        @Override
        public long size() {
            return here.length();
        }

        @Override
        public InputStream open() throws IOException {
            try {
                return here.open();
            } catch (NoSuchFileException e) {
                return moved.get().open();
            }
        }
    }
}
