package org.fingerpost.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

/**
 * Hears how the start goes. The router calls it as a service whose type belongs to the JDK, so that neither side needs classes of
 * the other: {@code accept(kind, text)}, where {@code smtp} and {@code control} mean that this listener takes connections at
 * {@code text}, {@code failed} and {@code config} that the start has failed for the reason {@code text}, {@code config} if that
 * is for the operator to put right in {@code etc/}. After the start such a reason is only logged. Any thread.
 */
final class StartReport implements BiConsumer<String, String> {

    private static final List<String> LISTENERS = List.of("smtp", "control");

    private final RouterLog log;
    private final Map<String, String> listening = new TreeMap<>();
    private final CompletableFuture<String> end = new CompletableFuture<>();

    StartReport(RouterLog log) {
        this.log = log;
    }

    @Override
    public void accept(String kind, String text) {
        switch (kind) {
            case "failed" -> failed(ExitStatus.FAILED, text);
            case "config" -> failed(ExitStatus.CONFIG, text);
            default -> listening(kind, text);
        }
    }

    /** The start has failed. */
    void failed(int status, String reason) {
        if (!end.completeExceptionally(new StartRefused(status, reason))) {
            log.error(reason);
        }
    }

    private synchronized void listening(String kind, String address) {
        listening.put(kind, address);
        if (missing().isEmpty()) {
            List<String> parts = new ArrayList<>();
            LISTENERS.forEach(listener -> parts.add(listener + " " + listening.get(listener)));
            end.complete("ready " + String.join(", ", parts));
        }
    }

    /** The listeners that have not reported. */
    synchronized List<String> missing() {
        return LISTENERS.stream().filter(kind -> !listening.containsKey(kind)).toList();
    }

    /**
     * Waits for the end of the start.
     *
     * @return the line {@code ready …}
     * @throws StartRefused     if the start has failed
     * @throws TimeoutException if neither has happened in time
     */
    String await(long seconds) throws StartRefused, TimeoutException, InterruptedException {
        try {
            return end.get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw (StartRefused) e.getCause();
        }
    }
}
