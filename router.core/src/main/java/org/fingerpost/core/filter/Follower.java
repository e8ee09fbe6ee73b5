package org.fingerpost.core.filter;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

import org.fingerpost.api.filter.Filter;
import org.fingerpost.api.filter.FilterSession;
import org.fingerpost.api.filter.Finding;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.core.services.Provided;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One filter that follows a session; one that has failed once follows it no more. Used as {@link FilterChain} is. */
final class Follower {

    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

    private final String name;
    private final String bundle;
    /** Null once it has failed. */
    private FilterSession session;

    private Follower(String name, String bundle, FilterSession session) {
        this.name = name;
        this.bundle = bundle;
        this.session = session;
    }

    static Follower begin(Provided<Filter> filter, Origin client) {
        Follower follower = new Follower(filter.name(), filter.bundle(), null);
        try {
            follower.session = filter.service().begin(client);
            if (follower.session == null) {
                follower.fail("begin", new NullPointerException("no session"));
            }
        } catch (RuntimeException | Error e) {
            follower.fail("begin", e);
        }
        return follower;
    }

    /** One that has to be there and is not. */
    static Follower absent(String name) {
        LOG.warn("the filter {} is required and not there", name);
        return new Follower(name, "", null);
    }

    String name() {
        return name;
    }

    boolean isIndifferent() {
        return session == FilterSession.INDIFFERENT;
    }

    boolean hasFailed() {
        return session == null;
    }

    /**
     * What it says to a step.
     *
     * @return completed normally, in time; with null if it fails
     */
    CompletableFuture<Finding> ask(String step, Function<FilterSession, CompletionStage<Finding>> question, Duration limit) {
        try {
            CompletionStage<Finding> stage = question.apply(session);
            if (stage == Finding.PASS) {
                return CompletableFuture.completedFuture(Finding.CONTINUE);
            }
            return stage.toCompletableFuture().copy().orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS)
                    .handle((finding, trouble) -> {
                        if (trouble == null && finding != null) {
                            return finding;
                        }
                        fail(step, trouble == null ? new NullPointerException("no finding") : trouble);
                        return null;
                    });
        } catch (RuntimeException | Error e) {
            fail(step, e);
            return CompletableFuture.completedFuture(null);
        }
    }

    void tell(Consumer<FilterSession> news) {
        if (session != null) {
            try {
                news.accept(session);
            } catch (RuntimeException | Error e) {
                fail("the end", e);
            }
        }
    }

    private void fail(String step, Throwable trouble) {
        FilterSession failed = session;
        session = null;
        if (trouble instanceof TimeoutException) {
            LOG.warn("the filter {} of {} has not answered in time at {}", name, bundle, step);
        } else {
            LOG.warn("the filter {} of {} has failed at {}", name, bundle, step, trouble);
        }
        if (failed != null) {
            try {
                failed.close();
            } catch (RuntimeException | Error e) {
                LOG.debug("the filter {} does not close", name, e);
            }
        }
    }
}
