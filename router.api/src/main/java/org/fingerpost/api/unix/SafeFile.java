package org.fingerpost.api.unix;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A file that was opened for reading and judged, or that was not opened because of the {@link Judgement}.
 *
 * <p>The path is looked at before the file is opened and again afterwards: the same files and folders must be there, and be as
 * good. Java cannot ask the system about an open file. Who would exchange it twice in between, without a trace, has to be able
 * to write a folder on the path, to which the judgement objects; where the operator excuses that, he excuses this as well. The
 * file itself is never reached by a symbolic link, because its path without links is what is opened.
 */
public final class SafeFile implements Closeable {

    private static final int TRIES = 5;

    private final Judgement judgement;
    private final Optional<FileChannel> channel;

    private SafeFile(Judgement judgement, Optional<FileChannel> channel) {
        this.judgement = judgement;
        this.channel = channel;
    }

    static SafeFile open(FileSafety safety, SteeringFile role, Path file, Trusted who) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            FilePath before = FilePath.of(file);
            Judgement judgement = safety.judge(role, before, who);
            if (judgement.objection().isPresent()) {
                return new SafeFile(judgement, Optional.empty());
            }
            FileChannel channel = FileChannel.open(before.file().path(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            boolean done = false;
            try {
                FilePath after = FilePath.of(file);
                Judgement last = safety.judge(role, after, who);
                done = last.objection().isEmpty() && after.isStill(before);
                if (done) {
                    return new SafeFile(last, Optional.of(channel));
                }
            } finally {
                if (!done) {
                    channel.close();
                }
            }
        }
        throw new IOException(file + " changes while it is opened");
    }

    public Judgement judgement() {
        return judgement;
    }

    /** At the file's beginning; empty if there is an objection. Closed with this. */
    public Optional<FileChannel> channel() {
        return channel;
    }

    /**
     * The file's content.
     *
     * @throws UnsafeFileException if there is an objection
     */
    public InputStream in() throws UnsafeFileException {
        return Channels.newInputStream(channel.orElseThrow(
                () -> new UnsafeFileException(judgement.file().toString(), judgement.objection().orElse("not opened"))));
    }

    @Override
    public void close() throws IOException {
        if (channel.isPresent()) {
            channel.get().close();
        }
    }
}
