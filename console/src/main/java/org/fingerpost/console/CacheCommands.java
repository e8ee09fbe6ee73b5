package org.fingerpost.console;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.instance.Durations;
import org.fingerpost.api.table.CacheState;
import org.fingerpost.api.table.TableCaches;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The gogo commands {@code router:caches} and {@code router:flush}: what is kept of the answers of tables that ask others. */
@Component(service = CacheCommands.class, property = {
    "osgi.command.scope=router",
    "osgi.command.function=caches",
    "osgi.command.function=flush"
})
public final class CacheCommands {

    private static final String NOBODY = "the router keeps no answers now\n";

    private final Latest<TableCaches> caches = new Latest<>();

    /** All caches. */
    public String caches() {
        return caches.get().map(service -> list(service.read())).orElse(NOBODY);
    }

    /** Forgets what all tables have answered. */
    public String flush() {
        return flush("");
    }

    /** Forgets what one table has answered. */
    public String flush(String table) {
        return caches.get().map(service -> flushed(table, service.flush(table))).orElse(NOBODY);
    }

    private static String flushed(String table, long answers) {
        return answers < 0 ? "no answers are kept of " + (table.isEmpty() ? "any table" : "a table " + table) + "\n"
                : answers + (answers == 1 ? " answer" : " answers") + " forgotten\n";
    }

    static String list(List<CacheState> states) {
        TextTable table = new TextTable("TABLE", "ASKS", "ANSWERS", "OF", "OLDEST", "FOUND FOR", "ABSENT FOR", "HITS", "MISSES",
                "UNAVAILABLE", "STALE", "DOWN");
        for (CacheState state : states) {
            table.row(state.table(), state.source(), state.entries(), state.maxEntries(), age(state.oldest()),
                    Durations.format(state.found()), Durations.format(state.absent()), state.hits(), state.misses(),
                    state.unavailable(), state.stale(), state.down().orElse("-"));
        }
        return table.toString();
    }

    private static String age(Optional<Duration> oldest) {
        return oldest.map(age -> Durations.format(Duration.ofSeconds(age.toSeconds()))).orElse("-");
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindCaches(TableCaches service) {
        caches.set(service);
    }

    void unbindCaches(TableCaches service) {
        caches.unset(service);
    }
}
