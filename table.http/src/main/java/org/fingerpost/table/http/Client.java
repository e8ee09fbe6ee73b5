package org.fingerpost.table.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.fingerpost.api.instance.DaemonThreads;

/**
 * The JDK's client with bounds: on requests at once, which bounds connections, on octets, and on the time of a whole exchange.
 * One that nobody uses any more costs nothing: its threads end by themselves. Any thread.
 */
final class Client {

    private static final int OK = 200;
    private static final int THREADS = 4;
    private static final int IDLE_SECONDS = 10;

    private final HttpClient http;
    private final Semaphore places;
    private final int maxAnswer;

    /** @throws IOException if the authorities cannot be read */
    Client(Settings settings) throws IOException {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), new DaemonThreads("table.http")); // tasks are bounded by the requests
        threads.allowCoreThreadTimeOut(true);
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER).proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(settings.timeout()).executor(threads);
        if (settings.authorities().isPresent()) {
            try {
                builder.sslContext(Authorities.trusting(settings.authorities().get()));
            } catch (GeneralSecurityException e) {
                throw new IOException(settings.authorities().get() + ": " + e.getMessage(), e);
            }
        }
        this.http = builder.build();
        this.places = new Semaphore(settings.maxConnections());
        this.maxAnswer = settings.maxAnswer();
    }

    /** @throws IOException if there is no whole answer in time; its message does not name the server */
    HttpResponse<byte[]> get(URI url, Optional<String> authorization, Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            if (!places.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException("too many look-ups at once");
            }
            try {
                return exchange(request(url, authorization), deadline - System.nanoTime());
            } finally {
                places.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static HttpRequest request(URI url, Optional<String> authorization) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).header("Accept", "application/json")
                .header("User-Agent", "fingerpost").GET();
        authorization.ifPresent(value -> request.header("Authorization", value));
        return request.build();
    }

    private HttpResponse<byte[]> exchange(HttpRequest request, long nanos) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request,
                head -> new BoundedBody(maxAnswer, head.statusCode() == OK));
        try {
            return answer.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException("no answer in time", e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage() == null ? e.getCause().getClass().getSimpleName()
                    : e.getCause().getMessage(), e);
        } finally {
            answer.cancel(true); // ends an exchange that goes on; one that has ended is kept
        }
    }
}
