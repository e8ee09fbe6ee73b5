package org.fingerpost.core.policy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.fingerpost.api.mail.ClientHost;
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

    /**
     * How the message came in: {@code $r}, {@code $s}, {@code $_}, <code>${client_…}</code>, <code>${auth_…}</code>,
     * <code>${tls_…}</code> and what else is known of the connection, <code>${if_addr}</code>; and what sendmail says of its
     * daemon.
     */
    public static MacroScope of(Policy policy, Origin origin) {
        MacroScope scope = new MacroScope(policy);
        ClientHost host = origin.host();
        scope.define("client_addr", clientAddress(policy, origin.address()));
        scope.define("client_name", origin.clientName());
        scope.define("deliveryMode", "b");
        if (origin.isLocal() && origin.user().isEmpty()) {
            return scope.define("s", "localhost").define("_", "localhost"); // a report of our own
        }
        if (origin.isLocal()) {
            return scope.define("_", origin.user() + "@localhost");
        }
        ConnectionMacros.define(origin, scope);
        return scope.define("r", origin.protocol())
                .define("s", origin.name())
                .define("_", peer(origin))
                .define("client_ptr", host.name().isEmpty() ? origin.literal() : host.name())
                .define("client_resolve", host.standing().name())
                .define("client_port", host.port() > 0 ? String.valueOf(host.port()) : "")
                .define("if_addr", host.server())
                .define("daemon_name", "MTA");
    }

    /** {@code name [address]}, with a warning if the name is a lie. */
    private static String peer(Origin origin) {
        if (origin.isOfThisMachine()) {
            return origin.user() + "@localhost";
        }
        return switch (origin.host().standing()) {
            case OK -> origin.host().name() + " " + origin.literal();
            case FORGED -> origin.host().name() + " " + origin.literal() + " (may be forged)";
            case FAIL, TEMP -> origin.literal();
        };
    }

    /** As rules and access tables know it: addresses of version 6 are marked and, unless the policy says otherwise, in full. */
    private static String clientAddress(Policy policy, String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        boolean compressed = policy.option("UseCompressedIPv6Addresses").filter(value -> value.isEmpty() || isTrue(value))
                .isPresent();
        return "IPv6:" + (compressed ? address : inFull(address));
    }

    private static boolean isTrue(String value) {
        return "TtYy".indexOf(value.charAt(0)) >= 0;
    }

    private static String inFull(String address) {
        byte[] octets;
        try {
            octets = InetAddress.getByName(address).getAddress(); // a literal: nobody is asked
        } catch (UnknownHostException e) {
            return address;
        }
        return IntStream.range(0, octets.length / 2)
                .mapToObj(i -> Integer.toHexString((octets[2 * i] & 0xff) << 8 | octets[2 * i + 1] & 0xff))
                .collect(Collectors.joining(":"));
    }

    /** The message itself: {@code $i}, {@code $f}, {@code $g}, {@code $a}, {@code $b}, {@code $d}, {@code $t}. */
    public static MacroScope add(MacroScope scope, QueueId id, ReversePath sender, Instant arrived) {
        String from = sender.isNull() ? "MAILER-DAEMON" : sender.address();
        scope.value("r").filter(protocol -> !protocol.equals(Origin.LOCAL_PROTOCOL))
                .ifPresent(protocol -> scope.define("r", ConnectionMacros.protocol(protocol, sender)));
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
        scope.define("nrcpts", String.valueOf(submitted(job)));
        job.macros().entrySet().stream().filter(each -> SUBMITTED.contains(each.getKey()))
                .forEach(each -> scope.define(each.getKey(), each.getValue()));
        return scope;
    }

    /** Those come first; of a list there may be very many others, and this is asked for each of its batches. */
    private static long submitted(Job job) {
        return job.recipients().stream().takeWhile(recipient -> recipient.parent() < 0).count();
    }
}
