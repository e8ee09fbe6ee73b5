package org.fingerpost.mailer.prog;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process and all its descendants. Any thread; none waits. */
final class ProcessFamily {

    private ProcessFamily() {
    }

    /**
     * Ends them: first they are asked to, {@code grace} later those that are left are killed.
     *
     * @return completed when they are gone, or {@code grace} after they were killed
     */
    static CompletableFuture<Void> end(Process process, Duration grace) {
        List<ProcessHandle> family = of(process.toHandle()).toList();
        family.forEach(ProcessHandle::destroy);
        return gone(family, grace).thenCompose(asked -> {
            List<ProcessHandle> left = family.stream().flatMap(ProcessFamily::of).distinct()
                    .filter(ProcessHandle::isAlive).toList();
            left.forEach(ProcessHandle::destroyForcibly);
            return gone(left, grace);
        });
    }

    private static Stream<ProcessHandle> of(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants());
    }

    private static CompletableFuture<Void> gone(List<ProcessHandle> family, Duration limit) {
        return CompletableFuture.allOf(family.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                .completeOnTimeout(null, limit.toNanos(), TimeUnit.NANOSECONDS);
    }
}
