package org.fingerpost.listener.smtp;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.fingerpost.api.mail.ClientHost;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.submit.PostOffice;
import org.fingerpost.api.submit.SubmissionException;
import org.fingerpost.api.submit.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One SMTP session without its socket: octets in, replies out. What is legal when is the table in {@link Verb}.
 *
 * <p>Confined to one task at a time. It never waits: while a commit is under way it takes no input, and {@code wake} is run
 * when it can go on.
 */
final class SmtpSession {

    /** To a client that speaks another protocol. */
    static final Reply FOREIGN = Reply.last(554, "5.5.0", "this is SMTP");
    static final Reply ROUTER_FAILED = Reply.of(451, "4.3.0", "local error, try again later");

    private static final Logger LOG = LoggerFactory.getLogger(SmtpSession.class);
    private static final Reply NO_POST_OFFICE = Reply.of(451, "4.3.2", "not taking mail now, try again later");

    private final PostOffices offices;
    private final SessionRules rules;
    private final Runnable wake;
    private final LineReader lines;
    private final Caller client;
    private final CompletableFuture<ClientHost> host;

    private Phase phase = Phase.ARRIVING;
    private int errors;
    /** The transaction; null if none is open. */
    private Submission submission;

    /**
     * @param clientAddress the client's IP address, as in {@link Caller}
     * @param host          completed, in time, when it is known what can be known of the client's host
     * @param wake          run on any thread when a commit that {@link #isWaiting} is about has completed
     */
    SmtpSession(String clientAddress, CompletableFuture<ClientHost> host, PostOffices offices, SessionRules rules,
            Runnable wake) {
        this.client = new Caller(clientAddress);
        this.host = host;
        this.offices = offices;
        this.rules = rules;
        this.wake = wake;
        this.lines = new LineReader(rules.bareNewlines());
    }

    /** Whether {@link #greeting} is due. */
    boolean isToBeGreeted() {
        return phase == Phase.ARRIVING && host.isDone();
    }

    /** The first reply. */
    Reply greeting() {
        phase = Phase.CONNECTED;
        client.identify(host.join());
        Optional<PostOffice> office = offices.current();
        if (office.isEmpty()) {
            return conclude(Reply.last(421, "4.3.2", offices.hostName() + " is not taking mail now, try again later"));
        }
        Verdict verdict = client.admit(office.get(), offices.hostName());
        return conclude(verdict.code() == 421 ? Reply.of(verdict)
                : Reply.of(220, "", offices.hostName() + " ESMTP Fingerpost"));
    }

    Phase phase() {
        return phase;
    }

    /** Whether a commit is under way. */
    boolean isWaiting() {
        return phase == Phase.COMMIT && !submission.isCommitted();
    }

    /** Whether {@link #take} would do anything. */
    boolean canTake(ByteBuffer input) {
        return switch (phase) {
            case ARRIVING, OVER -> false;
            case COMMIT -> submission.isCommitted();
            default -> input.hasRemaining();
        };
    }

    /**
     * Takes up to one command, or up to the end of the content; or says how a commit went.
     *
     * @param input backed by an array
     * @return empty if the octets so far ask for no reply
     */
    Optional<Reply> take(ByteBuffer input) {
        Optional<Reply> reply = switch (phase) {
            case CONTENT -> content(input);
            case COMMIT -> Optional.of(committed());
            default -> command(input);
        };
        return reply.map(this::conclude);
    }

    /** Ends the session from this side. Not while {@link #isWaiting}. */
    Reply stop(String status, String reason) {
        return conclude(Reply.last(421, status, offices.hostName() + " " + reason));
    }

    /** The client is gone: gives up the transaction, unless its commit is under way; then this is called again after it. */
    void abandon() {
        if (!isWaiting()) {
            phase = Phase.OVER;
            drop();
        }
    }

    private Reply conclude(Reply reply) {
        if (reply.last()) {
            abandon();
        }
        return reply;
    }

    private void drop() {
        if (submission != null) {
            Submission dropped = submission;
            submission = null;
            dropped.close();
        }
        if (phase.compareTo(Phase.GREETED) > 0 && phase != Phase.OVER) {
            phase = Phase.GREETED;
        }
    }

    /** For log lines. */
    @Override
    public String toString() {
        return client.toString();
    }

    // --- commands

    private Optional<Reply> command(ByteBuffer input) {
        try {
            Optional<String> line = lines.read(input);
            return line.isEmpty() ? Optional.empty() : Optional.of(answer(CommandLine.of(line.get())));
        } catch (BadCommand e) {
            return Optional.of(complain(e.reply()));
        }
    }

    private Reply complain(Reply complaint) {
        errors++;
        return errors < rules.maxErrors() || complaint.last() ? complaint : stop("4.7.0", "too many errors, closing");
    }

    private Reply answer(CommandLine command) throws BadCommand {
        Verb verb = Verb.find(command.verb());
        if (verb.needsAdmission() && !client.admission().verdict().isAccepted()) {
            throw new BadCommand(Reply.of(client.admission().verdict()));
        }
        verb.requireLegalIn(phase);
        try {
            return verb.handler().handle(this, command);
        } catch (RuntimeException | Error e) {
            return routerFailed(verb.toString(), e);
        }
    }

    /** An exception is a bug on our side or in a bundle: it costs this transaction and no more. */
    private Reply routerFailed(String step, Throwable failure) {
        LOG.error("the router failed at {} of the client {}", step, client, failure);
        drop();
        return ROUTER_FAILED;
    }

    Reply ehlo(CommandLine command) throws BadCommand {
        greeted("ESMTP", command.hostName());
        String size = EsmtpParameters.offerOfSize(offices.current().map(PostOffice::maxMessageBytes).orElse(0L));
        return offersReceipts() ? Reply.of(250, "", offices.hostName(), "PIPELINING", "8BITMIME", size, "DSN",
                "ENHANCEDSTATUSCODES")
                : Reply.of(250, "", offices.hostName(), "PIPELINING", "8BITMIME", size, "ENHANCEDSTATUSCODES");
    }

    private boolean offersReceipts() {
        return offices.current().map(PostOffice::offersReceipts).orElse(true);
    }

    private boolean takes(Set<String> keywords, Map<String, String> parameters) {
        return Collections.disjoint(keywords, parameters.keySet()) || offersReceipts();
    }

    Reply helo(CommandLine command) throws BadCommand {
        greeted("SMTP", command.hostName());
        return Reply.of(250, "", offices.hostName());
    }

    private void greeted(String protocol, String name) {
        drop(); // RFC 5321 §4.1.4: as if by RSET
        phase = Phase.GREETED;
        client.introduce(protocol, name);
    }

    Reply mail(CommandLine command) throws BadCommand {
        PathArgument sender = PathArgument.parse("FROM", command.argument(), "5.1.7");
        EsmtpParameters.requireForMail(sender.parameters(), takes(DsnParameters.OF_MAIL, sender.parameters()));
        Optional<PostOffice> office = offices.current();
        return office.isEmpty() ? NO_POST_OFFICE : begin(office.get(), sender);
    }

    private Reply begin(PostOffice office, PathArgument sender) {
        long maxBytes = office.maxMessageBytes();
        if (EsmtpParameters.declaresMoreThan(maxBytes, sender.parameters())) {
            return Reply.of(552, "5.3.4", "message is larger than " + maxBytes + " octets");
        }
        submission = new Submission(office.begin(client.origin(), client.admission()), maxBytes);
        Verdict verdict = submission.mail(new ReversePath(sender.address(), sender.parameters()));
        if (verdict.isAccepted()) {
            phase = Phase.SENDER;
        } else {
            drop();
        }
        return Reply.of(verdict);
    }

    Reply rcpt(CommandLine command) throws BadCommand {
        PathArgument recipient = PathArgument.parse("TO", command.argument(), "5.1.3");
        if (recipient.address().isEmpty()) {
            throw new BadCommand(501, "5.1.3", "a recipient has an address");
        }
        EsmtpParameters.requireForRcpt(recipient.parameters(), takes(DsnParameters.OF_RCPT, recipient.parameters()));
        if (submission.recipients() >= rules.maxRecipients()) {
            return Reply.of(452, "4.5.3", "too many recipients"); // RFC 5321 §4.5.3.1.10
        }
        Verdict verdict = submission.rcpt(new Recipient(recipient.address(), recipient.parameters()));
        if (verdict.isAccepted()) {
            phase = Phase.RECIPIENTS;
        }
        return Reply.of(verdict);
    }

    Reply data(CommandLine command) throws BadCommand {
        command.requireNoArgument();
        if (phase == Phase.SENDER) {
            return submission.withoutRecipients();
        }
        try {
            submission.beginContent(rules.bareNewlines());
        } catch (SubmissionException e) {
            return Reply.of(e.verdict()); // the client may take back what it wants, or try again
        }
        phase = Phase.CONTENT;
        return Reply.of(354, "", "send the message, end with <CRLF>.<CRLF>");
    }

    Reply rset(CommandLine command) throws BadCommand {
        command.requireNoArgument();
        drop();
        return Reply.of(250, "2.0.0", "reset");
    }

    Reply vrfy(CommandLine command) throws BadCommand {
        String address = PathArgument.addressOf(command.argument(), "5.1.3");
        return offices.current().map(office -> Reply.of(office.verify(client.origin(), address))).orElse(NO_POST_OFFICE);
    }

    Reply quit(CommandLine command) throws BadCommand {
        command.requireNoArgument();
        return Reply.last(221, "2.0.0", offices.hostName() + " closing");
    }

    // --- content

    private Optional<Reply> content(ByteBuffer input) {
        try {
            return submission.receive(input) ? endOfContent() : Optional.empty();
        } catch (RuntimeException | Error e) {
            return Optional.of(routerFailed("the end of DATA", e));
        }
    }

    private Optional<Reply> endOfContent() {
        Optional<Reply> complaint = submission.complaint(rules.bareNewlines());
        if (complaint.isPresent()) {
            drop();
            return complaint;
        }
        phase = Phase.COMMIT;
        submission.commit(wake);
        return Optional.empty(); // canTake says whether the commit is done already
    }

    private Reply committed() {
        try {
            Reply reply = Reply.of(submission.verdict());
            drop();
            return reply;
        } catch (RuntimeException | Error e) {
            return routerFailed("commit", e);
        }
    }
}
