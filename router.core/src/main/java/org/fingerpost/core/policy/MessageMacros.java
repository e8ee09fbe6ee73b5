package org.fingerpost.core.policy;

import java.time.Instant;
import java.util.Set;

import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.queue.Job;

/** The macros that tell the policy about a message (sendmail's Installation and Operation Guide §5.2). */
public final class MessageMacros {

    private static final Set<String> SUBMITTED = Set.of("a", "x");

    private MessageMacros() {
    }

    /** How the message came in: {@code $r}, {@code $s}, {@code $_}, {@code ${client_addr}}, {@code ${auth_authen}}. */
    public static MacroScope of(Policy policy, Origin origin) {
        MacroScope scope = new MacroScope(policy);
        scope.define("client_addr", origin.address());
        scope.define("client_name", origin.address().isEmpty() ? "localhost" : "[" + origin.address() + "]");
        if (origin.isLocal()) {
            scope.define("_", origin.user() + "@localhost");
        } else {
            scope.define("r", origin.protocol());
            scope.define("s", origin.name());
            scope.define("_", "[" + origin.address() + "]");
            scope.define("auth_authen", origin.user());
        }
        return scope;
    }

    /** The message itself: {@code $i}, {@code $f}, {@code $g}, {@code $a}, {@code $b}, {@code $d}, {@code $t}. */
    public static MacroScope add(MacroScope scope, QueueId id, ReversePath sender, Instant arrived) {
        String from = sender.isNull() ? "MAILER-DAEMON" : sender.address();
        return scope.define("i", id.value())
                .define("f", from)
                .define("g", from)
                .define("a", MailDates.rfc5322(arrived))
                .define("b", MailDates.rfc5322(arrived))
                .define("d", MailDates.ctime(arrived))
                .define("t", MailDates.digits(arrived));
    }

    /** All of that, how far it has come ({@code $c}), for how many it is, and what its submitter said. */
    public static MacroScope of(Policy policy, Job job) {
        MacroScope scope = add(of(policy, job.origin()), job.id(), job.sender(), job.arrived());
        scope.define("c", String.valueOf(job.header().all("Received").size()));
        scope.define("nrcpts", String.valueOf(job.recipients().stream().filter(recipient -> recipient.parent() < 0).count()));
        job.macros().entrySet().stream().filter(each -> SUBMITTED.contains(each.getKey()))
                .forEach(each -> scope.define(each.getKey(), each.getValue()));
        return scope;
    }
}
