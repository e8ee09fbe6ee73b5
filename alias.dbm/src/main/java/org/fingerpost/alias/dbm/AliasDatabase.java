package org.fingerpost.alias.dbm;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.TableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One text and the index that answers for it, kept in agreement. Any thread.
 *
 * <p>{@link #current} is replaced whole; what the checks remember belongs to the thread that holds {@link #maintenance}. At
 * most once a second a look-up takes that lock and compares: the index file with the one that is open (another process may have
 * replaced it), and the text with what the index says that it was made of. If they differ, the text is compiled, on a thread of
 * its own if that takes long. A look-up that finds the lock taken goes on with what is there; only when there is nothing yet
 * does it wait.
 */
final class AliasDatabase implements AutoCloseable {

    /** Where time and threads come from. {@code background} is for what takes long. */
    record Surroundings(LongSupplier nanoTime, Executor background) {
    }

    private static final Logger LOG = LoggerFactory.getLogger(AliasDatabase.class);
    private static final Reports TO_LOG = new Reports(LOG::warn, LOG::info);
    private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final long FIRST_WAIT_SECONDS = 10;
    private static final long REBUILD_WAIT_SECONDS = 60;
    /** A larger text takes so long that look-ups had better go on with the old content. */
    private static final long LARGE_TEXT = 8 << 20;
    /** Small enough for those who wait for a look-up. */
    private static final long LARGE_WAIT_SECONDS = 3;
    /** After a trouble the next attempt waits so many times as long as this one took. */
    private static final int BACK_OFF = 10;

    private final AliasCompiler compiler;
    private final boolean optional;
    private final Surroundings surroundings;
    private final ReentrantLock maintenance = new ReentrantLock();

    private volatile Index current;
    /** The answer while {@link #current} is null. */
    private volatile Lookup otherwise = new Lookup.Unavailable("not opened yet");
    private volatile long nextCheck;
    private volatile boolean closed;

    private final IndexFile file;
    /** A text with errors is not compiled again until it changes. */
    private Optional<Stamp> brokenText = Optional.empty();
    private String reported = "";

    /** @param optional an absent text without an index holds nothing, instead of being trouble */
    AliasDatabase(AliasCompiler compiler, boolean optional, Surroundings surroundings) {
        this.compiler = compiler;
        this.optional = optional;
        this.surroundings = surroundings;
        this.file = new IndexFile(compiler);
        this.nextCheck = now();
    }

    Lookup find(String key) {
        checkIfDue();
        Index asked = current;
        try {
            return ask(asked, key);
        } catch (DamagedIndexException | InternalError e) {
            LOG.error("{}: {}; it is made anew from the text", compiler.index(), e.getMessage());
            replaceDamaged(asked);
        }
        try {
            return ask(current, key);
        } catch (DamagedIndexException | InternalError e) {
            return new Lookup.Unavailable(compiler.index() + " is damaged");
        }
    }

    private Lookup ask(Index index, String key) throws DamagedIndexException {
        if (index == null) {
            return otherwise;
        }
        String value = index.get(key);
        return value == null ? Lookup.NOT_FOUND : new Lookup.Found(value);
    }

    /** Where the entry for a stored key stands in the text; empty if that cannot be told. */
    Optional<String> place(String key) {
        checkIfDue();
        Index asked = current;
        return asked == null ? Optional.empty() : compiler.place(asked, key);
    }

    /** @see org.fingerpost.api.table.RebuildableTable#rebuild */
    String rebuild(Consumer<String> messages) throws TableException {
        if (!lock(REBUILD_WAIT_SECONDS)) {
            throw new TableException(compiler.source() + ": another rebuild is under way");
        }
        try {
            if (closed) {
                throw new TableException(compiler.source() + ": the table has been closed");
            }
            return compile(new Reports(messages, LOG::info));
        } catch (IOException e) {
            throw new TableException(compiler.source() + ": " + Reasons.of(e), e);
        } finally {
            maintenance.unlock();
        }
    }

    /** Look-ups that have begun still get their answers; later ones hear that the table is closed. */
    @Override
    public void close() {
        otherwise = new Lookup.Unavailable("the table has been closed");
        closed = true;
        use(null);
    }

    private void checkIfDue() {
        if (!isDue() || !(current == null ? lock(FIRST_WAIT_SECONDS) : maintenance.tryLock())) {
            return;
        }
        FutureTask<Void> rebuild = null;
        try {
            if (isDue() && !closed) {
                rebuild = check();
                nextCheck = isDue() ? now() + CHECK_NANOS : nextCheck; // last: others wait for the first check to end
            }
        } finally {
            maintenance.unlock();
        }
        await(rebuild);
    }

    private static void await(FutureTask<Void> rebuild) {
        try {
            if (rebuild != null) {
                rebuild.get(LARGE_WAIT_SECONDS, TimeUnit.SECONDS);
            }
        } catch (TimeoutException e) {
            return; // the old content answers
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.error("compiling failed", e.getCause());
        }
    }

    private boolean isDue() {
        return now() - nextCheck >= 0;
    }

    /** The rebuild that has been begun on another thread; null for none. */
    private FutureTask<Void> check() {
        if (current != null) {
            current.recheck();
        }
        Optional<Stamp> text = Optional.empty();
        try {
            boolean usable = followIndexFile();
            text = Stamp.of(compiler.source());
            if (text.isEmpty()) {
                textIsAbsent();
            } else if (!(usable && agreesWith(text.get())) && !text.equals(brokenText)) {
                return follow(text);
            }
        } catch (IOException e) {
            failed(compiler.source() + ": " + Reasons.of(e));
        }
        return null;
    }

    private FutureTask<Void> follow(Optional<Stamp> text) {
        if (current == null || text.get().bytes() < LARGE_TEXT) {
            compileOrReport(text);
            return null;
        }
        nextCheck = now() + LONGEST_NANOS; // or until it has ended
        FutureTask<Void> rebuild = new FutureTask<>(() -> {
            maintenance.lock();
            try {
                nextCheck = now() + CHECK_NANOS;
                compileOrReport(text);
            } finally {
                maintenance.unlock();
            }
        }, null);
        surroundings.background().execute(rebuild);
        return rebuild;
    }

    private void compileOrReport(Optional<Stamp> text) {
        long begin = now();
        try {
            LOG.info("rebuilt {}", compile(TO_LOG));
        } catch (TableException e) {
            brokenText = text;
            failed(e.getMessage());
        } catch (IOException e) {
            failed(compiler.source() + ": " + Reasons.of(e));
            nextCheck = now() + Math.max(CHECK_NANOS, BACK_OFF * (now() - begin));
        }
    }

    /** Opens the index file if it is not the one that was last seen; false if it is of no use. */
    private boolean followIndexFile() throws IOException {
        if (!file.hasChanged()) {
            return true;
        }
        Optional<Index> opened = file.open();
        opened.ifPresent(this::use);
        return opened.isPresent() || file.isForeign() && current != null;
    }

    private boolean agreesWith(Stamp text) {
        Index index = current;
        return index != null && (index.source().equals(text.ofContent()) || index.source().equals(Makemap.SOURCE));
    }

    private void textIsAbsent() {
        if (current == null && optional) {
            otherwise = Lookup.NOT_FOUND;
        } else if (current == null) {
            failed(compiler.source() + ": no such file");
        }
    }

    private String compile(Reports reports) throws TableException, IOException {
        IndexFile.Made made = file.make(reports);
        use(made.index());
        brokenText = Optional.empty();
        reported = "";
        return made.summary();
    }

    private void replaceDamaged(Index damaged) {
        if (!lock(FIRST_WAIT_SECONDS)) {
            return;
        }
        try {
            if (current == damaged && !closed) {
                LOG.info("rebuilt {}", compile(TO_LOG));
            }
        } catch (TableException | IOException e) {
            use(null);
            file.forget(); // so that the next check opens it again, should it have been a passing trouble
            failed(e instanceof IOException io ? compiler.source() + ": " + Reasons.of(io) : e.getMessage());
        } finally {
            maintenance.unlock();
        }
    }

    /** Logs once for each reason: most checks of a text that stays broken find the same one. */
    private void failed(String reason) {
        if (current == null && !closed) {
            otherwise = new Lookup.Unavailable(reason.lines().findFirst().orElse(""));
        }
        if (!reason.equals(reported)) {
            reported = reason;
            LOG.error("{}; {}", reason, current == null ? "look-ups are deferred" : "the old content stays in use");
        }
    }

    private synchronized void use(Index next) {
        current = closed ? null : next;
    }

    private long now() {
        return surroundings.nanoTime().getAsLong();
    }

    private boolean lock(long seconds) {
        try {
            return maintenance.tryLock(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
