package org.fingerpost.alias.dbm;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
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
 * replaced it), and the text with what the index says that it was made of. If they differ, it compiles. A look-up that finds
 * the lock taken goes on with what is there; only when there is nothing yet does it wait.
 */
final class AliasDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AliasDatabase.class);
    private static final long CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long FIRST_WAIT_SECONDS = 10;
    private static final long REBUILD_WAIT_SECONDS = 60;

    private final AliasCompiler compiler;
    private final boolean optional;
    private final LongSupplier nanoTime;
    private final ReentrantLock maintenance = new ReentrantLock();

    private volatile Index current;
    /** The answer while {@link #current} is null. */
    private volatile Lookup otherwise = new Lookup.Unavailable("not opened yet");
    private volatile long nextCheck;
    private volatile boolean closed;

    /** The index file as it was when it was last looked at. */
    private Optional<Stamp> indexFile = Optional.empty();
    /** Another table reads the same text in another form: the file is left to that one. */
    private boolean indexIsForeign;
    /** A text with errors is not compiled again until it changes. */
    private Optional<Stamp> brokenText = Optional.empty();
    private String reported = "";

    /**
     * @param optional an absent text without an index holds nothing, instead of being trouble
     * @param nanoTime a clock as {@link System#nanoTime}
     */
    AliasDatabase(AliasCompiler compiler, boolean optional, LongSupplier nanoTime) {
        this.compiler = compiler;
        this.optional = optional;
        this.nanoTime = nanoTime;
        this.nextCheck = nanoTime.getAsLong();
    }

    Lookup find(String key) {
        checkIfDue();
        Index asked = current;
        try {
            return ask(key);
        } catch (RuntimeException e) {
            LOG.error("{}: cannot be read: {}", compiler.index(), e.toString());
            replaceDamaged(asked);
        }
        try {
            return ask(key);
        } catch (RuntimeException e) {
            return new Lookup.Unavailable(compiler.index() + " cannot be read");
        }
    }

    /** Where the entry for a stored key stands in the text as it is now; empty if that cannot be told. */
    Optional<String> place(String key) {
        return compiler.place(key);
    }

    /** @see org.fingerpost.api.table.RebuildableTable#rebuild */
    String rebuild() throws TableException {
        if (!lock(REBUILD_WAIT_SECONDS)) {
            throw new TableException(compiler.source() + ": another rebuild is under way");
        }
        try {
            if (closed) {
                throw new TableException(compiler.source() + ": the table has been closed");
            }
            return compile();
        } catch (IOException e) {
            throw new TableException(compiler.source() + ": " + Reasons.of(e), e);
        } finally {
            maintenance.unlock();
        }
    }

    /** Look-ups that have begun still get their answers; later ones hear that the table is closed. */
    @Override
    public void close() {
        maintenance.lock();
        try {
            closed = true;
            otherwise = new Lookup.Unavailable("the table has been closed");
            use(null);
        } finally {
            maintenance.unlock();
        }
    }

    private Lookup ask(String key) {
        for (Index index = current; index != null; index = current) {
            if (!index.acquire()) {
                continue; // replaced just now: current is the newer one
            }
            try {
                String value = index.get(key);
                return value == null ? Lookup.NOT_FOUND : new Lookup.Found(value);
            } finally {
                index.release();
            }
        }
        return otherwise;
    }

    private void checkIfDue() {
        if (!isDue() || !(current == null ? lock(FIRST_WAIT_SECONDS) : maintenance.tryLock())) {
            return;
        }
        try {
            if (isDue() && !closed) {
                check();
                nextCheck = nanoTime.getAsLong() + CHECK_NANOS;
            }
        } finally {
            maintenance.unlock();
        }
    }

    private boolean isDue() {
        return nanoTime.getAsLong() - nextCheck >= 0;
    }

    private void check() {
        Optional<Stamp> text = Optional.empty();
        try {
            boolean usable = followIndexFile();
            text = Stamp.of(compiler.source());
            if (text.isEmpty()) {
                textIsAbsent();
            } else if (!(usable && agreesWith(text.get())) && !text.equals(brokenText)) {
                LOG.info("rebuilt {}", compile());
            }
        } catch (TableException e) {
            brokenText = text;
            failed(e.getMessage());
        } catch (IOException e) {
            failed(compiler.source() + ": " + Reasons.of(e));
        }
    }

    /** Opens the index file if it is not the one that was last seen; false if it is of no use. */
    private boolean followIndexFile() throws IOException {
        Optional<Stamp> file = Stamp.of(compiler.index());
        if (file.equals(indexFile)) {
            return true;
        }
        indexFile = file;
        indexIsForeign = false;
        return file.isPresent() && openIndexFile();
    }

    private boolean openIndexFile() {
        try {
            Index opened = Index.open(compiler.index());
            indexIsForeign = !opened.form().equals(compiler.form()) && !opened.source().equals(Makemap.SOURCE);
            if (indexIsForeign) {
                opened.release();
                LOG.warn("{}: holds \"{}\", not \"{}\": this table is held in memory; if no other table uses the file, remove it",
                        compiler.index(), opened.form(), compiler.form());
                return current != null;
            }
            use(opened);
            return true;
        } catch (IOException e) {
            indexIsForeign = ForeignFile.isBerkeleyDb(compiler.index());
            LOG.warn("{}: {}", compiler.index(), indexIsForeign
                    ? "is a Berkeley DB of sendmail's and left alone; this table is held in memory"
                    : Reasons.of(e) + "; it is made anew from the text");
            return false;
        }
    }

    private boolean agreesWith(Stamp text) {
        return current != null && (current.source().equals(text.ofContent()) || current.source().equals(Makemap.SOURCE));
    }

    private void textIsAbsent() {
        String reason = compiler.source() + ": no such file";
        if (current == null && optional) {
            otherwise = Lookup.NOT_FOUND;
        } else if (current == null) {
            failed(reason);
        }
    }

    private String compile() throws TableException, IOException {
        AliasCompiler.Compiled compiled = compiler.read();
        use(store(compiled));
        brokenText = Optional.empty();
        reported = "";
        return compiled.summary();
    }

    private Index store(AliasCompiler.Compiled compiled) throws IOException {
        if (indexIsForeign) {
            return compiled.inMemory();
        }
        try {
            compiled.write(compiler.index());
            indexFile = Stamp.of(compiler.index());
            return Index.open(compiler.index());
        } catch (IOException e) {
            LOG.warn("{}: cannot be written ({}); this table is held in memory", compiler.index(), Reasons.of(e));
            return compiled.inMemory();
        }
    }

    private void replaceDamaged(Index damaged) {
        if (!lock(FIRST_WAIT_SECONDS)) {
            return;
        }
        try {
            if (current == damaged && !closed) {
                compile();
            }
        } catch (TableException | IOException e) {
            use(null);
            indexFile = Optional.empty(); // so that the next check opens it again, should it have been a passing trouble
            failed(e.getMessage());
        } finally {
            maintenance.unlock();
        }
    }

    /** Logs once for each reason: most checks of a text that stays broken find the same one. */
    private void failed(String reason) {
        if (current == null) {
            otherwise = new Lookup.Unavailable(reason.lines().findFirst().orElse(""));
        }
        if (!reason.equals(reported)) {
            reported = reason;
            LOG.error("{}\n{}", reason, current == null ? "Look-ups are deferred." : "The old content stays in use.");
        }
    }

    private void use(Index next) {
        Index old = current;
        current = next;
        if (old != null) {
            old.release();
        }
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
