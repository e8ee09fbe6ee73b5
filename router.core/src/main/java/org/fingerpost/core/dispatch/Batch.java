package org.fingerpost.core.dispatch;

import java.util.ArrayList;
import java.util.List;

import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.rewrite.Route;

/** Recipients of one message that go to one mailer and one host in one attempt. */
record Batch(MailerDefinition mailer, String host, List<Member> members) {

    /** A recipient and the user that its address resolved to. */
    record Member(JobRecipient recipient, Route route) {
    }

    Batch {
        members = List.copyOf(members);
    }

    /** This batch in as many as the mailer's limit asks for. */
    List<Batch> split() {
        List<Batch> batches = new ArrayList<>();
        int most = mailer.maxRecipients();
        for (int from = 0; from < members.size(); from += most) {
            batches.add(new Batch(mailer, host, members.subList(from, Math.min(members.size(), from + most))));
        }
        return batches;
    }
}
