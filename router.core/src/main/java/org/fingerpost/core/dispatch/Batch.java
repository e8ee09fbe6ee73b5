package org.fingerpost.core.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.Via;
import org.fingerpost.api.rewrite.Route;
import org.fingerpost.api.unix.Account;

/**
 * Recipients of one message that go to one mailer and one host in one attempt.
 *
 * @param sender the reverse-path, not yet rewritten
 * @param runAs  in whose name the mailer acts; empty for the router itself
 */
record Batch(MailerDefinition mailer, String host, ReversePath sender, Optional<Account> runAs, List<Member> members) {

    /**
     * What the users in an argument vector may take together, in octets: the kernel has a limit for all arguments and the
     * environment, 128 KiB where it is lowest.
     */
    private static final int MAX_ARGUMENT_OCTETS = 64 * 1024;

    /** A recipient as it was when it was routed, and what its address resolved to. */
    record Member(JobRecipient recipient, Route route) {
    }

    Batch {
        members = List.copyOf(members);
    }

    /** Where it goes. */
    Via way() {
        return new Via(mailer.name(), host);
    }

    /** This batch in as many as the mailer's limits ask for. */
    List<Batch> split() {
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < members.size();) {
            int to = end(from);
            batches.add(new Batch(mailer, host, sender, runAs, members.subList(from, to)));
            from = to;
        }
        return batches;
    }

    /** Where a batch ends that begins there: it has one member at least. */
    private int end(int from) {
        int most = Math.min(members.size(), from + Math.min(mailer.maxRecipients(), members.size()));
        if (!mailer.service().equals("prog")) {
            return most;
        }
        int end = from + 1;
        for (int octets = octets(from); end < most && octets + octets(end) <= MAX_ARGUMENT_OCTETS; end++) {
            octets += octets(end);
        }
        return end;
    }

    /** With the end of the argument and the pointer to it. */
    private int octets(int member) {
        return members.get(member).route().user().length() + 1 + Long.BYTES;
    }
}
