package org.fingerpost.core.policy;

import java.util.List;

import org.fingerpost.api.table.CacheState;
import org.fingerpost.api.table.TableCaches;
import org.fingerpost.core.services.Services;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What tables have answered, as a service for people. */
@Component
public final class TableCacheService implements TableCaches {

    private final TableCaches caches;

    @Activate
    public TableCacheService(@Reference Services services) {
        this.caches = services.caches();
    }

    @Override
    public List<CacheState> read() {
        return caches.read();
    }

    @Override
    public long flush(String table) {
        return caches.flush(table);
    }
}
