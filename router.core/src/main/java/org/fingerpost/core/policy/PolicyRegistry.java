package org.fingerpost.core.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.instance.DaemonThreads;
import org.fingerpost.api.instance.Instance;
import org.fingerpost.api.instance.Startup;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.policy.PolicyReader;
import org.fingerpost.api.policy.Problem;
import org.fingerpost.api.policy.Reading;
import org.fingerpost.core.policy.image.ImageKey;
import org.fingerpost.core.policy.image.PolicyImage;
import org.fingerpost.core.services.Services;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The policy in use. One thread, {@code policy-watch}, looks once a second whether a file of the policy has changed, reads all of
 * it anew and swaps the generation; any error keeps the one in use. The first generation enables the components that need one.
 */
@Component(service = PolicyRegistry.class, immediate = true)
public final class PolicyRegistry {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyRegistry.class);

    /** So long after the start the bundle may still come that has the tables of a class. */
    private static final Duration BUNDLES_COME = Duration.ofSeconds(10);

    private final long began = System.nanoTime();
    private final Instance instance;
    private final Startup startup;
    private final Services services;
    private final PolicyFiles files;
    private final PolicyImage image;
    private final ComponentContext context;
    private final Map<String, PolicyReader> readers = new ConcurrentHashMap<>();
    private final ScheduledExecutorService watch;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    private volatile Generation current;
    /** What was in use before, and was different; null if nothing was. */
    private volatile Policy replaced;
    /** Of the thread {@code policy-watch} and of {@link #reload}, under this object's lock. */
    private Map<Path, String> stamps = Map.of();
    private long lastNumber;
    /** For a table that has the members of a class. */
    private boolean waiting;
    /** What was said last, for what is looked at every second. */
    private String said = "";

    @Activate
    public PolicyRegistry(@Reference Instance instance, @Reference Startup startup, @Reference Services services,
            ComponentContext context) {
        this.instance = instance;
        this.startup = startup;
        this.services = services;
        this.files = new PolicyFiles(instance);
        this.image = new PolicyImage(instance.base().resolve("var/cache/policy.image"));
        this.context = context;
        this.watch = Executors.newSingleThreadScheduledExecutor(new DaemonThreads("policy-watch"));
        watch.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
    }

    @Deactivate
    public void deactivate() {
        watch.shutdownNow();
        Generation last = current;
        if (last != null) {
            last.release();
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public void bindReader(PolicyReader reader, Map<String, Object> properties) {
        readers.put(String.valueOf(properties.get("policy.format")), reader);
        if (current == null) {
            watch.execute(this::look);
        }
    }

    public void unbindReader(PolicyReader reader, Map<String, Object> properties) {
        readers.remove(String.valueOf(properties.get("policy.format")), reader);
    }

    /** Calls {@code listener} whenever another generation is in use, until it is {@linkplain #removeListener removed}. */
    public void addListener(Runnable listener) {
        listeners.add(listener);
    }

    public void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    /** The generation in use, pinned: the caller releases it. */
    public Generation pin() {
        while (true) {
            Generation pinned = current;
            if (pinned == null) {
                throw new IllegalStateException("no policy is in use");
            }
            if (pinned.tryPin()) {
                return pinned;
            }
        }
    }

    /** The generation in use, for a look only; empty before the first one. */
    public Optional<Generation> current() {
        return Optional.ofNullable(current);
    }

    /** Reads the policy again, changed or not. What is wrong is in the answer; nothing changes unless all is well. */
    public synchronized List<Problem> reload() {
        return apply().problems();
    }

    /** The same, with what was read: it is in use now if it is usable. */
    public synchronized Reading apply() {
        try {
            waiting = false;
            Path file = files.find();
            Map<Path, String> before = PolicyFiles.stamp(List.of(file));
            Reading reading = read(reader(file), file);
            stamps = PolicyFiles.stamp(reading.policy().sources());
            stamps.putAll(before); // should it have changed while it was read, it is read again
            if (reading.isUsable()) {
                use(generation(reading.policy()), file.toString());
            }
            return reading;
        } catch (IOException e) {
            stamps = PolicyFiles.stamp(stamps.keySet()); // said once, not every second: what is there now counts as seen
            return unreadable(e.getMessage());
        }
    }

    /**
     * Reads a policy and does nothing with it.
     *
     * @param other the file; empty for the policy's own
     */
    public Reading read(Optional<Path> other) {
        try {
            Path file = other.isPresent() ? other.get() : files.find();
            if (!Files.isReadable(file)) {
                throw new IOException("cannot read " + file + (Files.exists(file) ? "" : ": no such file"));
            }
            return reader(file).read(file, instance.base());
        } catch (IOException e) {
            return unreadable(e.getMessage());
        }
    }

    /**
     * Takes the policy into use that was in use before this one, as a new generation. Its file stays as it is, and counts again
     * when it changes or is read by {@link #reload}.
     *
     * @return false if there was none
     */
    public synchronized boolean rollBack() {
        if (replaced == null) {
            return false;
        }
        use(Generation.complete(lastNumber + 1, replaced, services, instance.base()), "of the generation before");
        return true;
    }

    private PolicyReader reader(Path file) throws IOException {
        PolicyReader reader = readers.get(PolicyFiles.format(file));
        if (reader == null) {
            throw new IOException("no bundle reads policies of the format \"" + PolicyFiles.format(file) + "\" of " + file);
        }
        return reader;
    }

    /** From the image if there is one of these very files, else from the files themselves, which are then kept as an image. */
    private Reading read(PolicyReader reader, Path file) {
        ImageKey key = new ImageKey(file, instance.base(), ProgramVersion.of(reader, PolicyRegistry.class) + " "
                + reader.surroundings());
        return image.read(key).orElseGet(() -> {
            Instant began = Instant.now();
            Reading reading = reader.read(file, instance.base());
            image.write(key, reading, began);
            return reading;
        });
    }

    /** When a table cannot say what is in a class, the policy is looked at again in a second. */
    private Generation generation(Policy policy) throws IOException {
        boolean mayCome = System.nanoTime() - began < BUNDLES_COME.toNanos();
        try {
            return Generation.complete(lastNumber + 1, TableClasses.complete(policy, services, mayCome), services,
                    instance.base());
        } catch (IOException e) {
            waiting = true;
            throw e;
        }
    }

    private static Reading unreadable(String why) {
        return new Reading(Policy.builder().build(), List.of(Problem.ofAll(why)));
    }

    private void use(Generation next, String what) {
        lastNumber = next.number();
        Generation previous = current;
        if (previous != null && !PolicyDifference.between(previous.policy(), next.policy()).isEmpty()) {
            replaced = previous.policy(); // a file that is read again is nothing to go back from
        }
        current = next;
        LOG.info("policy {} is in use as generation {}", what, next.number());
        if (previous == null) {
            context.enableComponent(null);
        } else {
            previous.release();
            listeners.forEach(Runnable::run);
        }
    }

    private synchronized void look() {
        try {
            if (current == null ? mayStart() : changed()) {
                report(reload());
            }
        } catch (Throwable e) { // were it to escape, no change would ever be seen again
            LOG.error("the policy could not be read", e);
        }
    }

    /** At the start a reader may still be on its way; no policy file at all is reported at once. */
    private boolean mayStart() {
        try {
            Path file = files.find();
            return readers.containsKey(PolicyFiles.format(file)) && (stamps.isEmpty() || changed());
        } catch (IOException e) {
            if (stamps.isEmpty()) {
                startup.failed(e.getMessage());
                stamps = Map.of(instance.etc(), "reported");
            }
            return false;
        }
    }

    private boolean changed() {
        return waiting || !stamps.equals(PolicyFiles.stamp(stamps.keySet()));
    }

    private void report(List<Problem> problems) {
        if (waiting && said.equals(problems.toString())) {
            return;
        }
        said = problems.toString();
        for (Problem problem : problems) {
            if (problem.isError()) {
                LOG.error("{}", problem);
            } else {
                LOG.warn("{}", problem);
            }
        }
        List<Problem> errors = problems.stream().filter(Problem::isError).toList();
        if (errors.isEmpty()) {
            return;
        }
        if (current == null && waiting) {
            LOG.warn("the router starts as soon as that is known");
        } else if (current == null) {
            startup.misconfigured("the policy cannot be used: " + errors.get(0)
                    + (errors.size() > 1 ? " (and " + (errors.size() - 1) + " more, see the log)" : ""));
        } else {
            LOG.error("the policy is not taken over, errors: {}; generation {} stays in use", errors.size(), current.number());
        }
    }
}
