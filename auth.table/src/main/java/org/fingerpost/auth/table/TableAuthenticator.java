package org.fingerpost.auth.table;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.auth.Authenticator;
import org.fingerpost.api.auth.Exchange;
import org.fingerpost.api.instance.DaemonThreads;
import org.fingerpost.api.instance.Instance;
import org.fingerpost.api.instance.SettingsReader;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.LookupTableType;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Authenticates by the passwords of a table: the service {@code LookupTable} named {@code credentials} if there is one, else the
 * table that the settings name, else a file.
 */
@Component(configurationPid = TableAuthenticator.PID, service = {Authenticator.class, TableAuthenticator.class})
@Designate(ocd = Config.class)
public final class TableAuthenticator implements Authenticator {

    static final String PID = "auth";

    private static final Logger LOG = LoggerFactory.getLogger(TableAuthenticator.class);
    /** Responses that wait to be checked; more are answered that nobody can say now. */
    private static final int MAX_WAITING = 1000;
    private static final int MAX_THREADS = 64;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Path base;
    private final byte[] secret;
    private final ThreadPoolExecutor threads;
    private final DeclaredTable declared = new DeclaredTable();
    private volatile Set<String> mechanisms = Set.of();
    private volatile CredentialsFile file;
    private volatile LookupTable service;

    @Activate
    public TableAuthenticator(Config config, @Reference Instance instance) {
        base = instance.base();
        secret = Secret.of(base.resolve("var/cache/auth.secret"));
        threads = new ThreadPoolExecutor(1, 1, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_WAITING),
                new DaemonThreads("auth.table"));
        threads.allowCoreThreadTimeOut(true);
        use(config);
    }

    @Modified
    void modified(Config config) {
        use(config);
    }

    private void use(Config config) {
        SettingsReader read = new SettingsReader(PID, LOG::error);
        mechanisms = read.value("mechanisms", config.mechanisms(), mechanisms, TableAuthenticator::mechanisms);
        file = new CredentialsFile(base.resolve(config.file()).normalize());
        declared.declare(config.table().strip(), base);
        int count = read.number("threads", config.threads(), 1, MAX_THREADS, threads.getMaximumPoolSize());
        threads.setCorePoolSize(1);
        threads.setMaximumPoolSize(count);
        threads.setCorePoolSize(count);
    }

    private static Set<String> mechanisms(String[] texts) {
        Set<String> words = new LinkedHashSet<>();
        Arrays.stream(String.join(",", texts).split("[,\\s]+")).filter(word -> !word.isEmpty())
                .forEach(word -> words.add(Mechanism.find(word).orElseThrow(() -> new IllegalArgumentException(
                        "\"" + word + "\" where PLAIN, LOGIN or SCRAM-SHA-256 is expected")).word()));
        return Set.copyOf(words);
    }

    @Override
    public Set<String> mechanisms() {
        return accounts().isPresent() ? mechanisms : Set.of();
    }

    /** Empty if there is nothing to ask. */
    private Optional<Accounts> accounts() {
        LookupTable named = service;
        if (named != null) {
            return Optional.of(new TableAccounts(named));
        }
        return declared.isDeclared() ? declared.table().map(TableAccounts::new)
                : Optional.of(file).filter(CredentialsFile::exists).map(Accounts.class::cast);
    }

    /** The file that passwords are written to; empty if they come from elsewhere. */
    Optional<CredentialsFile> file() {
        return service != null || declared.isDeclared() ? Optional.empty() : Optional.of(file);
    }

    @Override
    public Exchange begin(String mechanism, Origin client) {
        Accounts accounts = accounts().orElse(user -> new Account.Unavailable("the table of users is not there"));
        Mechanism found = Mechanism.find(mechanism).orElseThrow(() -> new IllegalArgumentException(mechanism));
        return new TableExchange(found.begin(new Verifier(accounts, secret)), threads);
    }

    /** One exchange, on threads of ours. */
    private record TableExchange(Mechanism.Responder responder, Executor threads) implements Exchange {

        @Override
        public CompletionStage<Step> respond(byte[] response) {
            try {
                return CompletableFuture.supplyAsync(() -> responder.respond(response), threads)
                        .exceptionally(failure -> {
                            LOG.error("a password could not be checked", failure);
                            return new Step.Unavailable("internal error");
                        })
                        .completeOnTimeout(new Step.Unavailable("the table has not answered in time"), LIMIT.toSeconds(),
                                TimeUnit.SECONDS);
            } catch (RejectedExecutionException e) {
                return CompletableFuture.completedFuture(new Step.Unavailable("too many passwords are to be checked"));
            }
        }

        @Override
        public void close() {
            // nothing is kept
        }
    }

    @Reference(target = "(table.name=credentials)", cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void bindTable(LookupTable table) {
        service = table;
    }

    void unbindTable(LookupTable table) {
        if (service == table) {
            service = null;
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindType(ServiceReference<LookupTableType> reference, LookupTableType type) {
        declared.add(reference, type);
    }

    void unbindType(ServiceReference<LookupTableType> reference, LookupTableType type) {
        declared.remove(reference);
    }

    @Deactivate
    void close() {
        threads.shutdown();
        declared.close();
    }
}
