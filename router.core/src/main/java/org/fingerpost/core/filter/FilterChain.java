package org.fingerpost.core.filter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

import org.fingerpost.api.filter.FilterSession;
import org.fingerpost.api.filter.Finding;
import org.fingerpost.api.filter.IncomingMessage;
import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.submit.Verdict;
import org.fingerpost.core.log.MailLog;

/**
 * All filters of a session, asked one after the other; the first refusal ends a step. Its stages complete normally and in time.
 * What is to be thrown away or held is remembered, and said of the message. One step at a time.
 */
final class FilterChain implements FilterSession {

    static final Verdict UNJUDGED = Verdict.of(451, "4.7.1", "Mail cannot be judged now, try again later");

    /** Of a session, and of the message that is under way. */
    private static final class Fate {
        boolean discarded;
        Optional<String> quarantine = Optional.empty();
    }

    private final Origin client;
    private final List<Follower> followers;
    private final Filters.Terms terms;
    private final Executor threads;
    private final Fate ofSession = new Fate();
    private Fate ofMessage = new Fate();

    FilterChain(Origin client, List<Follower> followers, Filters.Terms terms, Executor threads) {
        this.client = client;
        this.followers = List.copyOf(followers);
        this.terms = terms;
        this.threads = threads;
    }

    /**
     * A step.
     *
     * @param about    what it is about, for the log
     * @param judged   whether nothing may pass that a failed filter has not seen
     * @param fate     what is decided by a finding that refuses nothing
     */
    private record Step(String name, String about, boolean judged, Fate fate, Duration limit,
            Function<FilterSession, CompletionStage<Finding>> question) {
    }

    @Override
    public CompletionStage<Finding> connect() {
        return ask(new Step("connect", client.address(), false, ofSession, terms.timeout(), FilterSession::connect));
    }

    @Override
    public CompletionStage<Finding> hello(Origin known) {
        return ask(new Step("hello", known.name(), false, ofSession, terms.timeout(), session -> session.hello(known)));
    }

    @Override
    public CompletionStage<Finding> mail(Origin known, ReversePath sender) {
        ofMessage = new Fate();
        return ask(new Step("mail", sender.toString(), true, ofMessage, terms.timeout(), session -> session.mail(known, sender)));
    }

    @Override
    public CompletionStage<Finding> rcpt(Recipient recipient) {
        return ask(new Step("rcpt", recipient.toString(), true, ofMessage, terms.timeout(), session -> session.rcpt(recipient)));
    }

    @Override
    public CompletionStage<Finding> data() {
        return ask(new Step("data", "", true, ofMessage, terms.timeout(), FilterSession::data));
    }

    @Override
    public CompletionStage<Finding> header(Header header) {
        return ask(new Step("header", "", true, ofMessage, terms.timeout(), session -> session.header(header)));
    }

    @Override
    public CompletionStage<Finding> message(IncomingMessage message) {
        if (ofSession.discarded || ofMessage.discarded) {
            return FilterSession.now(new Finding.Discard());
        }
        return ask(new Step("message", message.id().toString(), true, ofMessage, terms.messageTimeout(),
                session -> session.message(message)));
    }

    @Override
    public void reset() {
        ofMessage = new Fate();
        followers.forEach(follower -> follower.tell(FilterSession::reset));
    }

    @Override
    public void close() {
        followers.forEach(follower -> follower.tell(FilterSession::close));
    }

    private CompletionStage<Finding> ask(Step step) {
        return ask(step, 0, new ArrayList<>());
    }

    private CompletionStage<Finding> ask(Step step, int first, List<HeaderField> fields) {
        for (int i = first; i < followers.size(); i++) {
            Follower follower = followers.get(i);
            if (!follower.hasFailed()) {
                CompletableFuture<Finding> said = follower.ask(step.name, step.question, step.limit);
                if (!said.isDone()) {
                    int next = i + 1;
                    return said.thenComposeAsync(finding -> take(step, follower, finding, fields)
                            .map(FilterSession::now).orElseGet(() -> ask(step, next, fields)), threads);
                }
                Optional<Finding> end = take(step, follower, said.join(), fields);
                if (end.isPresent()) {
                    return FilterSession.now(end.get());
                }
            } else if (isMissed(step)) {
                return FilterSession.now(new Finding.Refuse(UNJUDGED));
            }
        }
        return end(step, fields);
    }

    /** Whether nothing is taken without the filter that has failed. */
    private boolean isMissed(Step step) {
        return step.judged && terms.failure() == FailureMode.TEMPFAIL;
    }

    /** What a filter says; empty if the next one is to be asked. */
    private Optional<Finding> take(Step step, Follower follower, Finding finding, List<HeaderField> fields) {
        if (finding == null) {
            return isMissed(step) ? Optional.of(new Finding.Refuse(UNJUDGED)) : Optional.empty();
        }
        if (finding instanceof Finding.Refuse refusal) {
            MailLog.filtered("refused", client, follower.name(), step.name, step.about, refusal.verdict(), null);
            return Optional.of(finding);
        }
        if (finding instanceof Finding.Discard) {
            MailLog.filtered("discard", client, follower.name(), step.name, step.about, null, null);
            step.fate.discarded = true;
        } else if (finding instanceof Finding.Quarantine quarantine) {
            MailLog.filtered("quarantine", client, follower.name(), step.name, step.about, null, quarantine.reason());
            step.fate.quarantine = Optional.of(quarantine.reason());
        } else if (finding instanceof Finding.Continue on) {
            fields.addAll(on.fields());
        }
        return Optional.empty();
    }

    private CompletionStage<Finding> end(Step step, List<HeaderField> fields) {
        if (!"message".equals(step.name)) {
            return Finding.PASS;
        }
        if (ofMessage.discarded) {
            return FilterSession.now(new Finding.Discard());
        }
        Optional<String> quarantine = ofMessage.quarantine.or(() -> ofSession.quarantine);
        if (quarantine.isPresent()) {
            return FilterSession.now(new Finding.Quarantine(quarantine.get()));
        }
        return fields.isEmpty() ? Finding.PASS : FilterSession.now(new Finding.Continue(fields));
    }
}
