package org.fingerpost.table.dns;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.fingerpost.api.dns.Answer;
import org.xbill.DNS.Cache;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.hosts.HostsFileParser;
import org.xbill.DNS.lookup.LookupResult;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/** Asks, keeps answers for a while, and says what a failure means. Any thread. */
final class Questions {

    private static final int MAX_ALIASES = 16;

    private final Settings settings;
    private final NameServers servers;
    private final Cache cache = new Cache(DClass.IN);
    private final HostsFileParser hosts;

    Questions(Settings settings, NameServers servers) {
        this.settings = settings;
        this.servers = servers;
        this.hosts = new HostsFileParser(settings.hosts(), true);
        cache.setMaxEntries(settings.cacheEntries());
        cache.setMaxCache((int) settings.cacheLimit().toSeconds());
        cache.setMaxNCache((int) settings.cacheNegative().toSeconds());
    }

    /** Asks the name servers. */
    CompletableFuture<LookupResult> ask(Name name, int type) {
        return ask(session(), name, type);
    }

    /** Asks the hosts file first. */
    CompletableFuture<LookupResult> askForHost(Name name, int type) {
        return ask(session().hostsFileParser(hosts), name, type);
    }

    /** The callbacks of the library run on its own thread, and do nothing that waits. */
    private LookupSession.LookupSessionBuilder session() {
        Executor direct = Runnable::run;
        return LookupSession.builder().resolver(servers.resolver()).cache(cache).maxRedirects(MAX_ALIASES).executor(direct);
    }

    private static CompletableFuture<LookupResult> ask(LookupSession.LookupSessionBuilder session, Name name, int type) {
        return session.build().lookupAsync(name, type, DClass.IN).toCompletableFuture();
    }

    /** The name that the hosts file has for an address, as reverse zones write it. */
    Optional<Name> inHostsFile(Name reverse) {
        try {
            return hosts.getNameForReverseLookup(reverse);
        } catch (IOException e) {
            return Optional.empty(); // without such a file the name servers know
        }
    }

    Answer<Record> await(CompletableFuture<LookupResult> question) {
        try {
            LookupResult result = question.get(settings.limit().toMillis(), TimeUnit.MILLISECONDS);
            List<Record> records = result.getRecords();
            return records.isEmpty() ? new Answer.NoData<>()
                    : new Answer.Found<>(RecordValues.text(records.get(0).getName()), records);
        } catch (ExecutionException e) {
            return failure(e.getCause());
        } catch (TimeoutException e) {
            return new Answer.Temporary<>("the name servers " + servers + " do not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Temporary<>("interrupted");
        } finally {
            question.cancel(true);
        }
    }

    private Answer<Record> failure(Throwable cause) {
        if (cause instanceof NoSuchDomainException) {
            return new Answer.NoSuchName<>();
        }
        if (cause instanceof NoSuchRRSetException) {
            return new Answer.NoData<>();
        }
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName()
                : cause.getMessage().lines().findFirst().orElse("");
        return new Answer.Temporary<>("name servers " + servers + ": " + reason);
    }

}
