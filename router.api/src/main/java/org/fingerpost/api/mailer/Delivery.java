package org.fingerpost.api.mailer;

import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

import org.fingerpost.api.mail.Message;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.unix.Account;
import org.osgi.annotation.versioning.ProviderType;

/**
 * One attempt: a batch of recipients of one message for one (mailer, host). Immutable but for {@link #progress}; safe on any
 * thread. Strings are octets; {@code $x} names the macro of sendmail that holds the same.
 */
@ProviderType
public interface Delivery {

    /** The message's name: every log line about this attempt begins with it ({@code qid=…}). */
    QueueId queueId();

    /** The definition that the route named: flags, limits and what else the policy says about this mailer. */
    MailerDefinition mailer();

    /** The host of the route ({@code $h}); empty if the route has none. */
    String host();

    /** The reverse-path, rewritten for this mailer ({@code $f}). */
    ReversePath sender();

    /** At least one, at most what the definition allows. */
    List<DeliveryRecipient> recipients();

    /** The message with the header edited for this mailer. */
    Message message();

    /**
     * The argument vector of the definition ({@code A=}), macros expanded. A macro stays within its argument, whatever it holds;
     * an argument with {@code $u} stands once for each recipient.
     */
    List<String> arguments();

    /**
     * A value of the policy or of this attempt by its macro name, such as {@code j} or {@code client_addr}; empty if not defined.
     */
    String macro(String name);

    /** An option of the policy by its long name, such as {@code FallbackMXhost}; empty if it is not set. */
    default Optional<String> option(String name) {
        return Optional.empty();
    }

    /** Whether {@code word} is in a class of the policy, such as {@code w}, our own names; upper and lower case are alike. */
    default boolean isInClass(String name, String word) {
        return false;
    }

    /**
     * The line that a mailbox has before a message ({@code From sender date}), as the policy wants it ({@code UnixFromLine}) and
     * the definition's flags: without line end, one line.
     */
    default String fromLine() {
        return UnixText.fromLine(sender(), ZonedDateTime.now());
    }

    /** What the policy puts into the environment of programs: {@code E} lines, and {@code AGENT}. */
    default Map<String, String> environment() {
        return Map.of();
    }

    /**
     * What the operator has set for the destination of this attempt and only its mailer can read: the keys of
     * {@code etc/destination-NAME.cfg} that begin with the mailer's own name, such as {@code smtp.tls}, with their values.
     */
    default Map<String, String> settings() {
        return Map.of();
    }

    /**
     * In whose name a program is run or a file written: the owner of the list or forward file that names it, the recipient, or
     * the default user, as the definition says ({@code U=}, flags {@code S} and {@code o}). Empty for the router itself. Never
     * root because a user's file asks for it.
     */
    default Optional<Account> runAs() {
        return Optional.empty();
    }

    /** Whether the body has octets above 127. */
    default boolean isEightBit() {
        return false;
    }

    /** Says that the attempt is alive: the time that the router waits for it begins anew. */
    void progress();

    /** Threads for blocking work of this mailer: bounded, owned by the router. It may refuse work when all are taken. */
    Executor workers();

    /** The same outcome for every recipient. */
    default List<Outcome> all(Outcome outcome) {
        return Collections.nCopies(recipients().size(), outcome);
    }
}
