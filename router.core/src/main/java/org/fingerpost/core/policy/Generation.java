package org.fingerpost.core.policy;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.unix.FileSafety;
import org.fingerpost.core.destination.QueueTimeouts;
import org.fingerpost.core.destination.TimeoutClass;
import org.fingerpost.core.header.HeaderEditor;
import org.fingerpost.core.rewrite.AddressRewriter;
import org.fingerpost.core.rewrite.RuleEngine;
import org.fingerpost.core.services.Services;

/**
 * A policy in use: its number, its rules compiled, its tables. Immutable but for the count of its users: each transaction and
 * each attempt pins it, and its tables are closed when it has been replaced and the last of them has ended.
 */
public final class Generation {

    /** What {@code goaway} does not stand for. */
    private static final Set<String> NOT_GOAWAY = Set.of("noreceipts", "nobodyreturn", "noactualrecipient", "noetrn",
            "restrictmailq", "restrictqrun", "restrictexpand");

    private final long number;
    private final Policy policy;
    private final Path directory;
    private final RuleEngine engine;
    private final AddressRewriter addresses;
    private final HeaderEditor headers;
    private final Tables tables;
    private final FileSafety safety;
    private final Relaying relaying;
    private final QueueTimeouts queueTimeouts;
    /** One for being in use, one for each pin. */
    private final AtomicInteger uses = new AtomicInteger(1);

    /**
     * With those members of classes from tables that can be told now.
     *
     * @param directory what relative paths count from
     */
    public Generation(long number, Policy read, Services services, Path directory) {
        this(services, directory, number, TableClasses.resolved(read, services));
    }

    /** Of a policy whose classes are complete. */
    static Generation complete(long number, Policy policy, Services services, Path directory) {
        return new Generation(services, directory, number, policy);
    }

    private Generation(Services services, Path directory, long number, Policy policy) {
        this.number = number;
        this.policy = policy;
        this.directory = directory;
        this.engine = new RuleEngine(policy);
        this.addresses = new AddressRewriter(policy, engine);
        this.headers = new HeaderEditor(policy);
        this.tables = new Tables(policy, services, directory);
        this.safety = SafetyOption.of(policy);
        this.relaying = new Relaying(policy);
        this.queueTimeouts = TimeoutOptions.of(policy);
    }

    public long number() {
        return number;
    }

    public Policy policy() {
        return policy;
    }

    /** What relative paths in the policy and in aliases count from. */
    public Path directory() {
        return directory;
    }

    public RuleEngine engine() {
        return engine;
    }

    public AddressRewriter addresses() {
        return addresses;
    }

    public HeaderEditor headers() {
        return headers;
    }

    public Tables tables() {
        return tables;
    }

    /** What files must be like that steer mail. */
    public FileSafety safety() {
        return safety;
    }

    /** Who may send on to others. */
    public Relaying relaying() {
        return relaying;
    }

    /** The definition of this mailer; for a name that the policy does not define, what is implied by a service of that name. */
    public MailerDefinition mailer(String name) {
        MailerDefinition defined = policy.mailers().get(name);
        return defined != null ? defined : MailerDefinition.implicit(name);
    }

    /** A numeric option of the policy; {@code absent} if it is not set or no number. */
    public long number(String option, long absent) {
        return policy.option(option).map(String::strip).filter(v -> v.matches("\\d{1,18}")).map(Long::valueOf).orElse(absent);
    }

    /** What the policy says of warnings and returns, as far as it does. */
    public QueueTimeouts queueTimeouts() {
        return queueTimeouts;
    }

    /** How urgent a message is. */
    public TimeoutClass timeoutClass(Job job) {
        return TimeoutClass.of(job, Precedence.of(policy, job.header()));
    }

    /** Whether option {@code PrivacyOptions} has one of these words, or all that {@code goaway} stands for. */
    public boolean isPrivate(String word) {
        return policy.option("PrivacyOptions").stream()
                .flatMap(value -> Stream.of(value.toLowerCase(Locale.ROOT).split("[,\\s]+")))
                .anyMatch(said -> said.equals(word) || said.equals("goaway") && !NOT_GOAWAY.contains(word));
    }

    /** Begins a use, which {@link #release} ends; false if the last one has ended already. */
    public boolean tryPin() {
        return uses.getAndUpdate(n -> n == 0 ? 0 : n + 1) > 0;
    }

    /** Ends one use. */
    public void release() {
        if (uses.decrementAndGet() == 0) {
            tables.close();
        }
    }
}
