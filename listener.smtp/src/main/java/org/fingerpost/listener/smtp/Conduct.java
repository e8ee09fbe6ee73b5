package org.fingerpost.listener.smtp;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.fingerpost.listener.smtp.ClientLimits.Event;

/**
 * How a client behaves: its bad commands, the commands that lead to nothing, the recipients that it was refused. After some of
 * them each further one costs it time, after many the session ends. Confined to the session's task.
 */
final class Conduct {

    /**
     * What is borne in one session.
     *
     * @param idleCommands       commands without a message, before each further one is a bad command
     * @param refusedRecipients  before the client is sent away
     * @param free               bad commands and refused recipients that are answered at once
     * @param delay              that each further one adds to its answer; zero for none
     * @param maxDelay           of one answer
     */
    record Limits(int idleCommands, int refusedRecipients, int free, Duration delay, Duration maxDelay) {

        static final Limits NONE = new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Duration.ZERO,
                Duration.ZERO);
    }

    private static final Set<Verb> IDLE =
            EnumSet.of(Verb.EHLO, Verb.HELO, Verb.LHLO, Verb.NOOP, Verb.RSET, Verb.VRFY, Verb.EXPN, Verb.ETRN, Verb.HELP);

    private final SessionRules rules;
    private final Supplier<ClientQuota> quota;
    private int errors;
    private int idleCommands;
    private int refused;
    /** What the last answer is to be delayed by. */
    private Duration owed = Duration.ZERO;

    Conduct(SessionRules rules, Supplier<ClientQuota> quota) {
        this.rules = rules;
        this.quota = quota;
    }

    /** Whether one command more is one too many of those that lead to nothing. */
    boolean isIdling(Verb verb) {
        return IDLE.contains(verb) && ++idleCommands > rules.conduct().idleCommands();
    }

    /** A message was taken. */
    void delivered() {
        idleCommands = 0;
    }

    /** A bad command. Why the session is to end, if it is. */
    Optional<String> error() {
        errors++;
        quota.get().spend(Event.ERROR);
        penalize();
        return errors >= rules.maxErrors() ? Optional.of("too many errors, closing") : Optional.empty();
    }

    /** A recipient was refused for good. Why the session is to end, if it is. */
    Optional<String> refusedRecipient() {
        refused++;
        penalize();
        return refused > rules.conduct().refusedRecipients() ? Optional.of("too many unknown recipients, closing")
                : Optional.empty();
    }

    private void penalize() {
        int excess = errors + refused - rules.conduct().free();
        if (excess > 0 && !quota.get().isExempt()) {
            Duration most = rules.conduct().maxDelay();
            Duration delay = rules.conduct().delay().multipliedBy(excess);
            owed = delay.compareTo(most) < 0 ? delay : most;
        }
    }

    /** How long the answer is to wait, which is asked once. */
    Duration takePenalty() {
        Duration penalty = owed;
        owed = Duration.ZERO;
        return penalty;
    }
}
