package org.fingerpost.core.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.LookupTableType;
import org.fingerpost.api.table.RebuildableTable;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.api.table.TableException;
import org.fingerpost.core.cache.AnswerCache;
import org.fingerpost.core.services.PromptCalls;
import org.fingerpost.core.services.PromptCalls.NoAnswerException;
import org.fingerpost.core.services.Provided;
import org.fingerpost.core.services.Services;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table that the policy declares, opened by the service for its type that is there now. When that service goes or is replaced
 * the table is closed and opened again. Look-ups hold the read lock, so that nothing is closed under them.
 */
final class DeclaredTable implements PolicyTable {

    private static final Logger LOG = LoggerFactory.getLogger(DeclaredTable.class);

    /** A table that could not be opened is not tried again before this. */
    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final int CLOSING_SECONDS = 2;

    private final TableDeclaration declaration;
    private final Services services;
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean opened;
    private long openedAt;
    private final PromptCalls calls;
    private final DeclaredCache cache;
    private LookupTableType openedBy;
    private volatile LookupTable table;
    private String whyNot = "not opened";

    DeclaredTable(TableDeclaration declaration, Services services) {
        this.declaration = declaration;
        this.services = services;
        this.calls = new PromptCalls("table-" + declaration.name());
        this.cache = new DeclaredCache(declaration, services.caches());
    }

    @Override
    public Lookup lookup(String key, List<String> arguments, MacroScope macros) {
        Optional<AnswerCache> kept = provided().flatMap(cache::of);
        Lookup answer = kept.isPresent() ? kept.get().lookup(key, arguments, () -> asked(key, arguments)) : asked(key, arguments);
        return answer instanceof Lookup.Unavailable unavailable ? trouble(key, unavailable) : answer;
    }

    @Override
    public Optional<Duration> keptFor(String key, List<String> arguments) {
        return provided().flatMap(cache::of).flatMap(kept -> kept.age(key, arguments));
    }

    /** What the declaration says that counts when the table cannot say. */
    private Lookup trouble(String key, Lookup.Unavailable answer) {
        LookupTable asked = table;
        try {
            Lookup instead = asked == null ? answer : asked.trouble(key, answer.reason());
            return instead == null ? answer : instead;
        } catch (Throwable e) { // a plug-in may throw anything
            LOG.warn("table {} (type {}) failed for key \"{}\"", declaration.name(), declaration.type(), key, e);
            return answer;
        }
    }

    private Lookup asked(String key, List<String> arguments) {
        try {
            return calls.call(() -> refreshedLookup(key, arguments));
        } catch (NoAnswerException e) {
            LOG.warn("table {} (type {}) {}", declaration.name(), declaration.type(), e.getMessage());
            return new Lookup.Unavailable("table " + declaration.name() + " " + e.getMessage());
        }
    }

    private Lookup refreshedLookup(String key, List<String> arguments) {
        LookupTableType type = type();
        lock.readLock().lock();
        try {
            if (isCurrent(type)) {
                return answer(key, arguments);
            }
        } finally {
            lock.readLock().unlock();
        }
        refresh();
        lock.readLock().lock();
        try {
            return answer(key, arguments);
        } finally {
            lock.readLock().unlock();
        }
    }

    private Lookup answer(String key, List<String> arguments) {
        return table == null ? new Lookup.Unavailable("table " + declaration.name() + ": " + whyNot) : ask(table, key, arguments);
    }

    private Lookup ask(LookupTable asked, String key, List<String> arguments) {
        try {
            Lookup answer = asked.lookup(key, arguments);
            return answer != null ? answer : new Lookup.Unavailable("table " + declaration.name() + " gave no answer");
        } catch (Throwable e) { // a plug-in may throw anything, Errors included: it costs its own mail only
            LOG.warn("table {} (type {}) failed for key \"{}\"", declaration.name(), declaration.type(), key, e);
            return new Lookup.Unavailable("table " + declaration.name() + ": " + e);
        }
    }

    @Override
    public Optional<String> place(String key) {
        try {
            return calls.call(() -> refreshedPlace(key));
        } catch (NoAnswerException e) {
            return Optional.empty();
        }
    }

    private Optional<String> refreshedPlace(String key) {
        refresh();
        lock.readLock().lock();
        try {
            return table == null ? Optional.empty() : table.place(key);
        } catch (Throwable e) { // a plug-in may throw anything: the look-up counts, not its place
            LOG.warn("table {} (type {}) cannot say where \"{}\" stands", declaration.name(), declaration.type(), key, e);
            return Optional.empty();
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public Optional<String> rebuild(Consumer<String> messages) throws TableException {
        refresh();
        lock.readLock().lock();
        try {
            if (table == null) {
                throw new TableException("table " + declaration.name() + ": " + whyNot);
            }
            return table instanceof RebuildableTable rebuildable ? Optional.of(rebuildable.rebuild(messages)) : Optional.empty();
        } finally {
            lock.readLock().unlock();
        }
    }

    private Optional<Provided<LookupTableType>> provided() {
        return services.tableTypes().find(declaration.type());
    }

    private LookupTableType type() {
        return provided().map(Provided::service).orElse(null);
    }

    private void refresh() {
        LookupTableType type = type();
        lock.readLock().lock();
        try {
            if (isCurrent(type)) {
                return;
            }
        } finally {
            lock.readLock().unlock();
        }
        lock.writeLock().lock();
        try {
            if (!isCurrent(type)) {
                reopen(type);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    private boolean isCurrent(LookupTableType type) {
        return opened && type == openedBy && (table != null || System.nanoTime() - openedAt < RETRY.toNanos());
    }

    private void reopen(LookupTableType type) {
        closeTable();
        opened = true;
        openedBy = type;
        openedAt = System.nanoTime();
        whyNot = "no bundle provides tables of type " + declaration.type();
        try {
            table = type == null ? null : type.open(declaration);
        } catch (Throwable e) { // a plug-in may throw anything
            whyNot = e instanceof TableException ? String.valueOf(e.getMessage()) : e.toString();
            LOG.error("table {} cannot be opened: {}", declaration.name(), whyNot);
        }
    }

    private void closeTable() {
        LookupTable closing = table;
        table = null;
        if (closing instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                LOG.warn("table {} could not be closed", declaration.name(), e);
            }
        }
    }

    @Override
    public void close() {
        cache.close();
        try {
            // A look-up that never ends must not hold up whoever lets go of this generation last.
            if (!lock.writeLock().tryLock(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("table {} (type {}) is not closed: a look-up does not end", declaration.name(), declaration.type());
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            closeTable();
            opened = false;
        } finally {
            lock.writeLock().unlock();
        }
    }
}
