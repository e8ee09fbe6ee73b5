package org.fingerpost.core.policy;

import java.util.Optional;

import org.fingerpost.api.table.LookupTableType;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.core.cache.AnswerCache;
import org.fingerpost.core.cache.AnswerCaches;
import org.fingerpost.core.cache.CacheSettings;
import org.fingerpost.core.services.Provided;

/**
 * Which cache is the one of a declared table: that of all tables that are declared alike, whatever generation they are of, and
 * another one as soon as another service opens them or wants it otherwise. Any thread; the monitor guards changes.
 */
final class DeclaredCache {

    private record Identity(TableDeclaration declaration, long serviceId, CacheSettings settings) {
    }

    private record InUse(Identity identity, AnswerCache cache) {
    }

    private final TableDeclaration declaration;
    private final AnswerCaches caches;
    private volatile InUse inUse;

    DeclaredCache(TableDeclaration declaration, AnswerCaches caches) {
        this.declaration = declaration;
        this.caches = caches;
    }

    /** Empty if the service wants no answers to be kept. */
    Optional<AnswerCache> of(Provided<LookupTableType> type) {
        if (type.cache().isEmpty()) {
            return Optional.empty();
        }
        InUse now = inUse;
        return Optional.of(now != null && isOf(now, type) ? now.cache() : change(type));
    }

    private static boolean isOf(InUse used, Provided<LookupTableType> type) {
        return used.identity().serviceId() == type.serviceId() && used.identity().settings().equals(type.cache().orElseThrow());
    }

    private synchronized AnswerCache change(Provided<LookupTableType> type) {
        InUse before = inUse;
        if (before != null && isOf(before, type)) {
            return before.cache();
        }
        Identity identity = new Identity(declaration, type.serviceId(), type.cache().orElseThrow());
        AnswerCache cache = caches.use(identity, declaration.name(), declaration.type(), identity.settings());
        inUse = new InUse(identity, cache);
        release(before);
        return cache;
    }

    private void release(InUse used) {
        if (used != null) {
            caches.release(used.identity());
        }
    }

    synchronized void close() {
        release(inUse);
        inUse = null;
    }
}
