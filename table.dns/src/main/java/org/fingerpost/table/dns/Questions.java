package org.fingerpost.table.dns;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.fingerpost.api.dns.Answer;
import org.xbill.DNS.Cache;
import org.xbill.DNS.Credibility;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SetResponse;
import org.xbill.DNS.Type;
import org.xbill.DNS.hosts.HostsFileParser;
import org.xbill.DNS.lookup.LookupResult;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/**
 * Asks, keeps answers for a while, and says what a failure means. Any thread, and none waits. Only so many questions are with the
 * name servers at once; others wait for their turn, and their time runs. What is in the cache needs no turn. Who asks what
 * somebody else is asking gets the same answer.
 */
final class Questions {

    private static final int MAX_ALIASES = 16;

    private record Question(Name name, int type) {
    }

    private final Settings settings;
    private final NameServers servers;
    private final Cache cache = new Cache(DClass.IN);
    private final HostsFileParser hosts;
    private final Map<Question, CompletableFuture<Answer<Record>>> open = new ConcurrentHashMap<>();
    private final Semaphore places;
    private final AtomicInteger beginning = new AtomicInteger();
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    Questions(Settings settings, NameServers servers) {
        this.settings = settings;
        this.servers = servers;
        this.hosts = new HostsFileParser(settings.hosts(), true);
        this.places = new Semaphore(settings.maxQuestions());
        cache.setMaxEntries(settings.cacheEntries());
        cache.setMaxCache((int) settings.cacheLimit().toSeconds());
        cache.setMaxNCache((int) settings.cacheNegative().toSeconds());
    }

    /** Asks the name servers. What is answered must not be completed or cancelled. */
    CompletableFuture<Answer<Record>> ask(Name name, int type) {
        SetResponse known = cache.lookupRecords(name, type, Credibility.NORMAL);
        if (known.isSuccessful() || known.isNXDOMAIN() || known.isNXRRSET()) {
            return lookUp(name, type);
        }
        Question question = new Question(name, type);
        CompletableFuture<Answer<Record>> fresh = new CompletableFuture<>();
        CompletableFuture<Answer<Record>> same = open.putIfAbsent(question, fresh);
        if (same != null) {
            return same;
        }
        fresh.completeOnTimeout(new Answer.Temporary<>("the name servers " + servers + " do not answer"),
                settings.limit().toMillis(), TimeUnit.MILLISECONDS).whenComplete((answer, bug) -> open.remove(question, fresh));
        waiting.add(() -> begin(question, fresh));
        beginNext();
        return fresh;
    }

    /** One thread at a time: a question that fails at once must not begin the next one within itself, and that the next. */
    private void beginNext() {
        int asked = beginning.getAndIncrement() == 0 ? 1 : 0;
        while (asked != 0) {
            while (!waiting.isEmpty() && places.tryAcquire()) {
                waiting.remove().run();
            }
            asked = beginning.addAndGet(-asked);
        }
    }

    /** With a place. */
    private void begin(Question question, CompletableFuture<Answer<Record>> result) {
        if (result.isDone()) { // its time was over before its turn came
            places.release();
            return;
        }
        result.whenComplete((answer, bug) -> {
            places.release();
            beginNext();
        });
        lookUp(question.name(), question.type()).thenAccept(result::complete);
    }

    private CompletableFuture<Answer<Record>> lookUp(Name name, int type) {
        try {
            // The library's callbacks run on its own thread, and do nothing that waits.
            Executor direct = Runnable::run;
            return LookupSession.builder().resolver(servers.resolver()).cache(cache).maxRedirects(MAX_ALIASES).executor(direct)
                    .build().lookupAsync(name, type, DClass.IN).toCompletableFuture()
                    .handle((result, bug) -> bug == null ? answer(result) : failure(bug));
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(failure(e));
        }
    }

    /** The addresses that the hosts file has for a name. */
    List<InetAddress> inHostsFile(Name name) {
        List<InetAddress> found = new ArrayList<>(0);
        try {
            hosts.getAddressForHost(name, Type.AAAA).ifPresent(found::add);
            hosts.getAddressForHost(name, Type.A).ifPresent(found::add);
        } catch (IOException e) {
            found.clear(); // without such a file the name servers know
        }
        return found;
    }

    /** The name that the hosts file has for an address, as reverse zones write it. */
    Optional<Name> nameInHostsFile(Name reverse) {
        try {
            return hosts.getNameForReverseLookup(reverse);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Answer<Record> answer(LookupResult result) {
        List<Record> records = result.getRecords();
        return records.isEmpty() ? new Answer.NoData<>()
                : new Answer.Found<>(RecordValues.text(records.get(0).getName()), records);
    }

    private Answer<Record> failure(Throwable thrown) {
        Throwable cause = thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
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
