package org.fingerpost.listener.smtp;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.fingerpost.api.mail.ClientHost;
import org.fingerpost.api.mail.Protection;
import org.fingerpost.api.submit.Arrival;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One SMTP session without its socket: octets in, replies out. What is legal when is the table in {@link Verb}; what the
 * commands do is in the classes that it names.
 *
 * <p>Confined to one task at a time. It never waits: while an {@link Answer} is to come it takes no input, and {@code wake} is
 * run when it can go on.
 */
final class SmtpSession {

    /** To a client that speaks another protocol. */
    static final Reply FOREIGN = Reply.last(554, "5.5.0", "this is SMTP");
    static final Reply ROUTER_FAILED = Reply.of(451, "4.3.0", "local error, try again later");

    private static final Logger LOG = LoggerFactory.getLogger(SmtpSession.class);

    private final Dialogue dialogue;
    private final Runnable wake;
    private final LineReader lines;
    /** What the last input comes to; null if nothing is owed to the client. */
    private Answer owed;
    private final Conduct conduct;
    /** What is being answered; null if that is no command, or has been judged. */
    private Verb verb;

    /** A session of a client that nothing is counted of. */
    SmtpSession(Service service, String clientAddress, CompletableFuture<ClientHost> host, PostOffices offices,
            SessionRules rules, Runnable wake) {
        this(service, new Caller(clientAddress, ClientQuota.UNLIMITED, service.isSubmission() ? Arrival.MSA : Arrival.MTA),
                host, offices, rules, wake);
    }

    /**
     * @param host          completed, in time, when it is known what can be known of the client's host
     * @param wake          run on any thread when what {@link #isWaiting} is about has come about
     */
    SmtpSession(Service service, Caller client, CompletableFuture<ClientHost> host, PostOffices offices, SessionRules rules,
            Runnable wake) {
        this.dialogue = new Dialogue(service, client, offices, rules);
        this.conduct = new Conduct(rules, client::quota);
        this.wake = wake;
        this.lines = new LineReader(rules.bareNewlines());
        this.owed = Introduction.greeting(dialogue, host);
    }

    /** The client is there: {@code wake} is run when it is to be greeted. Before anything else. */
    void open() {
        owed.whenReady(wake);
    }

    Caller client() {
        return dialogue.client();
    }

    /** Something has come and may have to wait. */
    void heard() {
        dialogue.heard();
    }

    /** TLS has begun: nothing of before counts any more (RFC 3207 §4.2). */
    void secured(Protection protection) {
        dialogue.drop();
        if (dialogue.phase() != Phase.ARRIVING) {
            dialogue.enter(Phase.CONNECTED);
        }
        dialogue.client().secured(protection);
    }

    Phase phase() {
        return dialogue.phase();
    }

    /** Whether the next reply depends on what others have not said yet. */
    boolean isWaiting() {
        return owed != null && !owed.isReady();
    }

    /** Whether {@link #take} would do anything. */
    boolean canTake(ByteBuffer input) {
        return dialogue.phase() != Phase.OVER && (owed == null ? input.hasRemaining() : owed.isReady());
    }

    /**
     * Says what is owed; or takes up to one command, or up to the end of the content.
     *
     * @param input backed by an array
     * @return empty if there is no reply yet
     */
    Optional<Reply> take(ByteBuffer input) {
        Optional<Reply> reply;
        try {
            reply = owed != null || hear(input) ? settle() : Optional.empty();
        } catch (BadCommand e) {
            owed = null;
            verb = null;
            reply = complain(e.reply());
        } catch (RuntimeException | Error e) {
            owed = null;
            verb = null;
            reply = Optional.of(routerFailed(e));
        }
        return reply.map(this::conclude);
    }

    /** Takes input. Whether that comes to an answer. */
    private boolean hear(ByteBuffer input) throws BadCommand {
        Optional<Taker> taker = dialogue.taker();
        if (taker.isPresent()) {
            Optional<Answer> answer = taker.get().take(input);
            if (answer.isPresent() && dialogue.taker().equals(taker)) {
                dialogue.listen();
            }
            owe(answer.orElse(Answer.NOT_YET));
        } else {
            Optional<String> line = lines.read(input);
            owe(line.isPresent() ? answer(CommandLine.of(line.get())) : Answer.NOT_YET);
        }
        return owed != null;
    }

    private void owe(Answer answer) {
        owed = answer == Answer.NOT_YET ? null : answer;
    }

    private Optional<Reply> settle() throws BadCommand {
        while (owed.isReady()) {
            if (owed.isReply()) {
                Reply reply = owed.reply();
                owe(owed.afterReply());
                return judge(reply);
            }
            boolean committing = isCommitting();
            owe(owed.next());
            if (owed == null) {
                return Optional.empty();
            }
            if (committing && owed.isReply() && owed.reply().code() == 250) {
                conduct.delivered();
            }
        }
        owed.whenReady(wake);
        return Optional.empty();
    }

    private Optional<Reply> judge(Reply reply) {
        Verb answered = verb;
        verb = null;
        if (answered == Verb.RCPT && reply.code() / 100 == 5) {
            return slowly(reply, conduct.refusedRecipient());
        }
        return answered != null && conduct.isIdling(answered) ? slowly(reply, conduct.error()) : Optional.of(reply);
    }

    /** A client that behaves badly has to wait, and no thread with it. */
    private Optional<Reply> slowly(Reply reply, Optional<String> tooMuch) {
        Reply said = tooMuch.isPresent() && !reply.isLast() ? stop("4.7.0", tooMuch.get()) : reply;
        Duration penalty = conduct.takePenalty();
        if (penalty.isZero() || said.isLast()) {
            return Optional.of(said);
        }
        owed = Answer.when(new CompletableFuture<Void>().completeOnTimeout(null, penalty.toNanos(), TimeUnit.NANOSECONDS),
                waited -> Answer.of(said));
        owed.whenReady(wake);
        return Optional.empty();
    }

    private Answer answer(CommandLine command) throws BadCommand {
        verb = Verb.find(command, dialogue.service());
        if (verb.needsAdmission() && !dialogue.client().admission().verdict().isAccepted()) {
            throw new BadCommand(Reply.of(dialogue.client().admission().verdict()));
        }
        verb.requireLegalIn(dialogue);
        SecurityCommands.requireStanding(dialogue, verb);
        return verb.handler().handle(dialogue, command);
    }

    /** Ends the session from this side. Not while it is committing. */
    Reply stop(String status, String reason) {
        return conclude(Reply.last(421, status, dialogue.offices().hostName() + " " + reason));
    }

    /** Whether a commit is under way, or what came of it has not been said. */
    boolean isCommitting() {
        return dialogue.phase() == Phase.COMMIT;
    }

    /** The client is gone: gives up what is open, unless a commit is under way; then this is called again after it. */
    void abandon() {
        if (!isCommitting() || !isWaiting()) {
            dialogue.enter(Phase.OVER);
            owed = null;
            dialogue.drop();
            dialogue.client().leave();
        }
    }

    private Reply conclude(Reply reply) {
        if (reply.isLast()) {
            abandon();
        }
        return reply;
    }

    private Optional<Reply> complain(Reply complaint) {
        return slowly(complaint, conduct.error());
    }

    /** An exception is a bug on our side or in a bundle: it costs this transaction and no more. */
    private Reply routerFailed(Throwable failure) {
        LOG.error("the router failed in the phase {} of the client {}", dialogue.phase(), dialogue, failure);
        dialogue.drop();
        return ROUTER_FAILED;
    }

    /** For log lines. */
    @Override
    public String toString() {
        return dialogue.toString();
    }
}
