package org.fingerpost.mailer.prog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A process and all that it has started, those included that have left it: who has been seen among its descendants, and who
 * has its mark in the environment. Any thread; none waits.
 */
final class ProcessFamily {

    /** The variable that tells runs of users' programs apart. */
    static final String MARK = "FINGERPOST_RUN";

    private static final Path PROCESSES = Path.of("/proc");
    /** A family that has more is ended in several rounds. */
    private static final int MOST_REMEMBERED = 10_000;
    private static final int ROUNDS = 10;
    private static final int MAX_ENVIRONMENT = 1 << 20;

    private final Process process;
    private final Actor actor;
    private final String mark;
    /** Guarded by itself. */
    private final Set<ProcessHandle> seen = new LinkedHashSet<>();

    /** @param mark the value of {@link #MARK} of this run alone */
    ProcessFamily(Process process, Actor actor, String mark) {
        this.process = process;
        this.actor = actor;
        this.mark = MARK + "=" + mark;
    }

    /** Remembers who is there: asked now and then, it knows those who leave their parents later. */
    void look() {
        List<ProcessHandle> now = process.toHandle().descendants().limit(MOST_REMEMBERED).toList();
        synchronized (seen) {
            seen.removeIf(handle -> !handle.isAlive());
            if (seen.size() < MOST_REMEMBERED) {
                seen.addAll(now);
            }
        }
    }

    /**
     * Ends them: first they are asked to, {@code grace} later those that are left are killed.
     *
     * @return completed when they are gone, or {@code grace} after they were killed
     */
    CompletableFuture<Void> end(Duration grace) {
        Collection<ProcessHandle> family = members();
        actor.end(family, false);
        return gone(family, grace).thenCompose(asked -> killRest(family, grace));
    }

    /**
     * After the process has ended by itself: what it has left behind may go on for {@code patience}, then it is ended. Returns
     * at once.
     */
    void endWhatIsLeft(Duration patience, Duration grace) {
        if (!members().isEmpty()) {
            CompletableFuture.runAsync(() -> end(grace),
                    CompletableFuture.delayedExecutor(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS));
        }
    }

    /** Who forks faster than they are looked for is looked for again. */
    private CompletableFuture<Void> killRest(Collection<ProcessHandle> family, Duration grace) {
        Set<ProcessHandle> left = new LinkedHashSet<>(family);
        for (int i = 0; i < ROUNDS; i++) {
            left.addAll(members());
            left.removeIf(handle -> !handle.isAlive());
            if (left.isEmpty()) {
                break;
            }
            actor.end(left, true);
        }
        return gone(left, grace);
    }

    private Collection<ProcessHandle> members() {
        look();
        Set<ProcessHandle> members = new LinkedHashSet<>();
        members.add(process.toHandle());
        synchronized (seen) {
            members.addAll(seen);
        }
        members.addAll(actor.look(this::marked));
        new ArrayList<>(members).forEach(member -> member.descendants().forEach(members::add));
        members.removeIf(handle -> !handle.isAlive());
        return members;
    }

    private List<ProcessHandle> marked() {
        List<ProcessHandle> marked = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path entry : entries) {
                if (isMarked(entry.resolve("environ"))) {
                    ProcessHandle.of(Long.parseLong(entry.getFileName().toString())).ifPresent(marked::add);
                }
            }
        } catch (IOException | NumberFormatException notLinux) {
            return marked;
        }
        return marked;
    }

    private boolean isMarked(Path environment) {
        try (var in = Files.newInputStream(environment)) {
            String variables = "\0" + new String(in.readNBytes(MAX_ENVIRONMENT), StandardCharsets.ISO_8859_1) + "\0";
            return variables.contains("\0" + mark + "\0");
        } catch (IOException goneOrNotOurs) {
            return false;
        }
    }

    private static CompletableFuture<Void> gone(Collection<ProcessHandle> family, Duration limit) {
        return CompletableFuture.allOf(family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                .completeOnTimeout(null, limit.toNanos(), TimeUnit.NANOSECONDS);
    }
}
