package org.fingerpost.queue.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.fingerpost.api.instance.Instance;
import org.fingerpost.api.instance.Startup;
import org.fingerpost.api.mail.Body;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.queue.Draft;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.QueueStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The store that keeps a new job in a journal and one that waits in two files. Opened by its activation, which fails if the spool
 * cannot be used; a changed configuration closes it and opens another. The description of the package says what is on disk at
 * which time.
 */
@Component(service = QueueStore.class, configurationPid = FileQueueStore.PID)
@Designate(ocd = FileQueueStore.Config.class)
public final class FileQueueStore implements QueueStore {

    static final String PID = "queue.file";

    /** Numbers are taken as text, so that a bad one is reported instead of keeping the router from starting. */
    @ObjectClassDefinition(name = "Queue store in files",
            description = "Keeps the queue: a journal for what is new, two files for a message that waits")
    @interface Config {

        @AttributeDefinition(name = "Directory", description =
                "Path of the spool, from the instance's folder. Default " + Settings.DIRECTORY)
        String directory() default Settings.DIRECTORY;

        @AttributeDefinition(name = "Space to be left", type = AttributeType.LONG, description =
                "Bytes. While less is free on the spool's disk, new messages are refused. Default " + Settings.MIN_FREE_BYTES)
        String min_free_bytes() default Settings.MIN_FREE_BYTES;

        @AttributeDefinition(name = "Flush threads", type = AttributeType.INTEGER, description =
                "How many threads flush files side by side, 1 to 64. Default " + Settings.FLUSH_THREADS)
        String flush_threads() default Settings.FLUSH_THREADS;

        @AttributeDefinition(name = "Largest body in the journal", type = AttributeType.INTEGER, description =
                "Bytes. A message with a larger body is written to files at once; 0 does so with all. Default "
                + Settings.JOURNAL_BODY)
        String journal_body() default Settings.JOURNAL_BODY;

        @AttributeDefinition(name = "Size of the journal", type = AttributeType.LONG, description =
                "Bytes. While the journal has more, its oldest messages are moved into files; while it has twice as many, new "
                        + "messages are written to files at once. Default " + Settings.JOURNAL_SIZE)
        String journal_size() default Settings.JOURNAL_SIZE;

        @AttributeDefinition(name = "Time in the journal", description =
                "A message that waits for longer is moved into files. Default " + Settings.JOURNAL_AGE)
        String journal_age() default Settings.JOURNAL_AGE;
    }

    /** Of the heap, messages that are being collected for the journal may take one part in so many. */
    private static final int HEAP_SHARE = 8;
    /** Segments that the journal has when it is full. */
    private static final int SEGMENTS = 8;

    private final Settings settings;
    private final Disk disk;
    private final Spool spool;
    private final Condition condition = new Condition();
    private final QueueIds ids = new QueueIds(System::currentTimeMillis);
    private final BufferSpace space = new BufferSpace(Runtime.getRuntime().maxMemory() / HEAP_SHARE);
    private final Flusher flusher;
    private final JobFiles files;
    private final Journal journal;
    private final JournalWriter writer;
    private final JournaledJobs journaled;
    private final Mover mover;

    /** @throws IOException what, where and why, after {@code startup} was told */
    @Activate
    public FileQueueStore(Config config, @Reference Instance instance, @Reference Startup startup) throws IOException {
        this(Settings.of(config, instance.base()), new LocalDisk(), startup::failed);
    }

    /** @param failed is told why the spool cannot be used */
    FileQueueStore(Settings settings, Disk disk, Consumer<String> failed) throws IOException {
        this.settings = settings;
        this.disk = disk;
        Spool opened = null;
        try {
            opened = Spool.open(settings.directory(), disk);
            this.spool = opened;
            this.journal = Journal.open(spool, disk);
            new Recovery(spool, disk).sweep(id -> journal.find(id).isPresent());
        } catch (IOException | RuntimeException e) {
            String reason = "queue.file cannot use the spool " + settings.directory() + ": " + reason(e);
            if (opened != null) {
                opened.close();
            }
            disk.close();
            failed.accept(reason);
            throw new IOException(reason, e);
        }
        this.flusher = new Flusher(spool, disk, condition, settings.flushThreads());
        this.files = new JobFiles(spool, disk, condition, flusher);
        this.writer = new JournalWriter(journal, disk, condition, spool.journal(), settings.journalSize() / SEGMENTS);
        this.journaled = new JournaledJobs(journal, writer);
        this.mover = new Mover(journal, journaled, files, settings.journalAge(), settings.journalSize());
        flusher.start();
        writer.start();
        mover.start();
    }

    @Override
    public Optional<Room> room() {
        return Optional.of(new Room(settings.directory(), settings.minFreeBytes()));
    }

    @Override
    public Draft create() throws IOException {
        condition.require();
        requireRoom();
        QueueId id = ids.next();
        return settings.journalBody() > 0 ? new BufferedDraft(id, space, settings.journalBody(), new Destinations()) : inFile(id);
    }

    private Draft inFile(QueueId id) throws IOException {
        NewFile body = files.newBody(id);
        return new FileDraft(id, body, job -> files.add(body, job));
    }

    private final class Destinations implements BufferedDraft.Destinations {

        @Override
        public Draft inFile(QueueId id) throws IOException {
            return FileQueueStore.this.inFile(id);
        }

        @Override
        public CompletionStage<Void> intoJournal(Job job, byte[] body, int size) {
            return journaled.add(job, body, size);
        }

        @Override
        public boolean isJournalOpen() {
            return journal.size() < 2 * settings.journalSize();
        }
    }

    @Override
    public Inventory inventory() throws IOException {
        return new StoredJobs(journal.jobs().stream().map(JournaledJob::id).toList(), journaled, new Recovery(spool, disk));
    }

    @Override
    public Optional<Job> load(QueueId id) throws IOException {
        Optional<Job> job = journaled.load(id);
        return job.isPresent() ? job : files.load(id);
    }

    @Override
    public Body body(QueueId id) {
        return journaled.body(id, () -> files.body(id)).orElseGet(() -> files.body(id));
    }

    @Override
    public CompletionStage<Void> update(Job job) {
        return journaled.change(job.id(), here -> journaled.update(here, job), () -> files.update(job));
    }

    @Override
    public CompletionStage<Void> remove(QueueId id) {
        return journaled.change(id, here -> journaled.remove(id), () -> files.remove(id));
    }

    /** Moves what is in the journal into files, now. */
    void moveSome() {
        mover.move(journal.jobs());
    }

    int moveOverdue() {
        return mover.moveOverdue();
    }

    /** Waits, but not for ever, for the changes under way. */
    @Deactivate
    void close() {
        mover.close();
        writer.close();
        flusher.close();
    }

    private void requireRoom() throws IOException {
        long room = spool.room();
        if (room < settings.minFreeBytes()) {
            throw new IOException("only " + room + " bytes are free on the spool's disk, min.free.bytes is "
                    + settings.minFreeBytes());
        }
    }

    private static String reason(Exception e) {
        if (e instanceof AccessDeniedException denied) {
            return "permission denied for " + denied.getFile();
        }
        if (e instanceof FileAlreadyExistsException taken) {
            return taken.getFile() + " is not a directory";
        }
        return e instanceof FileSystemException ? e.toString() : e.getMessage();
    }
}
