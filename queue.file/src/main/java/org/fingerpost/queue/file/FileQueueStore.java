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
 * The store that keeps two files a job. Opened by its activation, which fails if the spool cannot be used; a changed
 * configuration closes it and opens another. The description of the package says what is on disk at which time.
 */
@Component(service = QueueStore.class, configurationPid = FileQueueStore.PID)
@Designate(ocd = FileQueueStore.Config.class)
public final class FileQueueStore implements QueueStore {

    static final String PID = "queue.file";

    /** Numbers are taken as text, so that a bad one is reported instead of keeping the router from starting. */
    @ObjectClassDefinition(name = "Queue store in files", description = "Keeps the queue: two files a message")
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
    }

    private final Settings settings;
    private final Disk disk;
    private final Spool spool;
    private final Flusher flusher;
    private final Condition condition = new Condition();
    private final QueueIds ids = new QueueIds(System::currentTimeMillis);
    private final JobFiles files;

    /** @throws IOException what, where and why, after {@code startup} was told */
    @Activate
    public FileQueueStore(Config config, @Reference Instance instance, @Reference Startup startup) throws IOException {
        this(Settings.of(config, instance.base()), new LocalDisk(), startup::failed);
    }

    /** @param failed is told why the spool cannot be used */
    FileQueueStore(Settings settings, Disk disk, Consumer<String> failed) throws IOException {
        this.settings = settings;
        this.disk = disk;
        try {
            this.spool = Spool.open(settings.directory(), disk);
        } catch (IOException | RuntimeException e) {
            String reason = "queue.file cannot use the spool " + settings.directory() + ": " + reason(e);
            disk.close();
            failed.accept(reason);
            throw new IOException(reason, e);
        }
        this.flusher = new Flusher(spool, disk, condition, settings.flushThreads());
        this.files = new JobFiles(spool, disk, condition, flusher);
        flusher.start();
    }

    @Override
    public Draft create() throws IOException {
        condition.require();
        requireRoom();
        QueueId id = ids.next();
        NewFile body = files.newBody(id);
        return new FileDraft(id, body, job -> files.add(body, job));
    }

    @Override
    public void recover(Consumer<Job> each) throws IOException {
        new Recovery(spool, disk).recover(each);
    }

    @Override
    public Optional<Job> load(QueueId id) throws IOException {
        return files.load(id);
    }

    @Override
    public Body body(QueueId id) {
        return files.body(id);
    }

    @Override
    public CompletionStage<Void> update(Job job) {
        return files.update(job);
    }

    @Override
    public CompletionStage<Void> remove(QueueId id) {
        return files.remove(id);
    }

    /** Waits, but not for ever, for the changes under way. */
    @Deactivate
    void close() {
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
