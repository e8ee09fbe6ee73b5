package org.fingerpost.core.policy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.TableException;
import org.fingerpost.core.cache.AnswerCache;
import org.fingerpost.core.services.PromptCalls.NoAnswerException;
import org.fingerpost.core.services.Provided;
import org.fingerpost.core.services.Services;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A table by its name: the one that a bundle provides under the name now, else the one that the policy declares. */
final class NamedTable implements PolicyTable {

    private static final Logger LOG = LoggerFactory.getLogger(NamedTable.class);

    private final String name;
    private final Services services;
    private final Optional<PolicyTable> declared;

    NamedTable(String name, Services services, Optional<PolicyTable> declared) {
        this.name = name;
        this.services = services;
        this.declared = declared;
    }

    @Override
    public Lookup lookup(String key, List<String> arguments, MacroScope macros) {
        Optional<Provided<LookupTable>> provided = services.tables().find(name);
        if (provided.isPresent()) {
            return ask(provided.get(), key, arguments);
        }
        return declared.map(table -> table.lookup(key, arguments, macros))
                .orElseGet(() -> new Lookup.Unavailable("there is no table " + name));
    }

    private Lookup ask(Provided<LookupTable> provided, String key, List<String> arguments) {
        Optional<AnswerCache> kept = services.cache(provided);
        Lookup answer = kept.isPresent() ? kept.get().lookup(key, arguments, () -> asked(provided, key, arguments))
                : asked(provided, key, arguments);
        return answer instanceof Lookup.Unavailable unavailable ? trouble(provided, key, unavailable) : answer;
    }

    private static Lookup trouble(Provided<LookupTable> provided, String key, Lookup.Unavailable answer) {
        try {
            Lookup instead = provided.service().trouble(key, answer.reason());
            return instead == null ? answer : instead;
        } catch (Throwable e) { // a plug-in may throw anything
            LOG.warn("table {} of bundle {} failed for key \"{}\"", provided.name(), provided.bundle(), key, e);
            return answer;
        }
    }

    private Lookup asked(Provided<LookupTable> provided, String key, List<String> arguments) {
        String who = "table " + provided.name() + " of bundle " + provided.bundle();
        try {
            Lookup answer = services.calls(provided).call(() -> provided.service().lookup(key, arguments));
            return answer != null ? answer : new Lookup.Unavailable(who + " gave no answer");
        } catch (NoAnswerException e) {
            LOG.warn("{} {}", who, e.getMessage());
            return new Lookup.Unavailable(who + " " + e.getMessage());
        } catch (Throwable e) { // a plug-in may throw anything, Errors included: it costs its own mail only
            LOG.warn("{} failed for key \"{}\"", who, key, e);
            return new Lookup.Unavailable(who + ": " + e);
        }
    }

    @Override
    public Optional<Duration> keptFor(String key, List<String> arguments) {
        Optional<Provided<LookupTable>> provided = services.tables().find(name);
        return provided.isPresent() ? services.cache(provided.get()).flatMap(kept -> kept.age(key, arguments))
                : declared.flatMap(table -> table.keptFor(key, arguments));
    }

    @Override
    public Optional<String> place(String key) {
        Optional<Provided<LookupTable>> provided = services.tables().find(name);
        return provided.isPresent() ? place(provided.get(), key) : declared.flatMap(table -> table.place(key));
    }

    private Optional<String> place(Provided<LookupTable> provided, String key) {
        try {
            return Optional.ofNullable(services.calls(provided).call(() -> provided.service().place(key)))
                    .flatMap(place -> place);
        } catch (Throwable e) { // a plug-in may throw anything: the look-up counts, not its place
            LOG.warn("table {} of bundle {} cannot say where \"{}\" stands", provided.name(), provided.bundle(), key, e);
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> rebuild(Consumer<String> messages) throws TableException {
        return declared.isPresent() ? declared.get().rebuild(messages) : Optional.empty();
    }

    @Override
    public void close() {
        declared.ifPresent(PolicyTable::close);
    }
}
