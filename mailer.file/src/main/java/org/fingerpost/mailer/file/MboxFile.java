package org.fingerpost.mailer.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.UnixText.Quoting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of messages, each after a line {@code From sender date} and before an empty line (RFC 4155, but with the local date that
 * mail readers on Unix expect). Lines end with LF.
 *
 * <p>Messages that come while the file is being written are appended together, with one flush; each counts as delivered only
 * after that. An append that fails in the middle, of whatever cause, is undone: the file gets its old length back.
 */
final class MboxFile implements Mailbox {

    private static final Logger LOG = LoggerFactory.getLogger(MboxFile.class);

    private final Path path;
    private final Quoting quoting;
    private final boolean fsync;
    private final Mailboxes mailboxes;
    private final Clock clock;
    private final Access access;

    /** @param path without links, but perhaps the last name: {@link Mailboxes#canonical} */
    MboxFile(Path path, Access access, Quoting quoting, boolean fsync, Mailboxes mailboxes, Clock clock) {
        this.path = path;
        this.access = access;
        this.quoting = quoting;
        this.fsync = fsync;
        this.mailboxes = mailboxes;
        this.clock = clock;
    }

    @Override
    public void append(Delivery delivery) throws IOException, UndeliverableException, InterruptedException {
        Append mine = new Append(delivery, quoting, clock, access);
        long deadline = mailboxes.deadline();
        Optional<Turns.Turn> turn = mailboxes.turns().take(path, mine, deadline);
        if (turn.isPresent()) {
            try (Turns.Turn held = turn.get()) {
                write(held, deadline);
            }
        }
        mine.require();
    }

    /** Never fails itself: all appends are over afterwards. */
    private void write(Turns.Turn turn, long deadline) {
        List<Append> appends = turn.appends();
        Append mine = appends.get(0);
        try (LockedFile file = mailboxes.open(path, access, deadline, turn::waitAlone)) {
            write(appends, file.channel());
        } catch (InterruptedException e) {
            mine.fail(e);
            appends.forEach(append -> append.fail(interrupted()));
        } catch (Throwable e) { // others wait for an answer, whatever it is
            appends.forEach(append -> append.fail(e));
        }
    }

    private void write(List<Append> appends, FileChannel channel) throws IOException {
        long start = channel.size();
        try {
            for (Append append : appends) {
                write(append, channel, start + count(appends));
            }
            if (fsync && count(appends) > 0) {
                channel.force(false);
            }
        } catch (IOException | RuntimeException | Error e) {
            undo(channel, start, count(appends), e);
            throw e;
        }
        appends.stream().filter(append -> !append.isOver()).forEach(Append::done);
    }

    /** If this one cannot be written alone, the file is as it was before and the next one can be. */
    private static void write(Append append, FileChannel channel, long end) throws IOException {
        if (append.isRevoked()) {
            append.fail(interrupted());
            return;
        }
        try {
            append.write(channel, end, separator(channel, end));
        } catch (IOException | RuntimeException e) {
            if (!channel.isOpen()) {
                throw e;
            }
            channel.truncate(end);
            append.fail(e);
        }
    }

    private static long count(List<Append> appends) {
        return appends.stream().mapToLong(Append::count).sum();
    }

    private static UndeliverableException interrupted() {
        return UndeliverableException.deferred("4.3.2", "delivery was interrupted");
    }

    /** What another program left unfinished, perhaps in a crash, must not swallow the line that begins this message. */
    private static String separator(FileChannel channel, long end) throws IOException {
        ByteBuffer tail = ByteBuffer.allocate(2);
        long start = Math.max(0, end - 2);
        while (tail.hasRemaining() && channel.read(tail, start + tail.position()) > 0) {
            // one more octet, at most two
        }
        String last = new String(tail.array(), 0, tail.position(), StandardCharsets.ISO_8859_1);
        return last.isEmpty() || last.equals("\n\n") ? "" : last.endsWith("\n") ? "\n" : "\n\n";
    }

    /**
     * An interrupt has closed the channel, and with it has gone the lock that readers see in the file itself. The lock file and
     * this thread's turn are still held; all the same, nothing is cut off that could be another program's.
     */
    private void undo(FileChannel channel, long end, long written, Throwable cause) {
        boolean interrupted = Thread.interrupted();
        try {
            if (channel.isOpen()) {
                channel.truncate(end);
            } else {
                truncateAgain(end, written);
            }
        } catch (IOException | UndeliverableException | RuntimeException e) {
            cause.addSuppressed(e);
            LOG.error("{} may end with a part of a message, from octet {} on: {}", path, end, e.toString());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void truncateAgain(long end, long written) throws IOException, UndeliverableException {
        try (FileChannel again = access.names().call(() -> Mailboxes.channel(path))) {
            if (again.tryLock() == null || again.size() > end + written) {
                throw new IOException("another program has the file");
            }
            again.truncate(end);
        }
    }
}
