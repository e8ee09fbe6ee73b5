package org.fingerpost.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.mail.Origin;
import org.fingerpost.api.mail.QueueId;
import org.fingerpost.api.mail.Recipient;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;

/** Jobs for tests. */
public final class Jobs {

    public static final Instant NOW = Instant.parse("2026-11-22T05:00:00Z");

    private Jobs() {
    }

    public static Job to(String... addresses) {
        return named("JOB00001", addresses);
    }

    public static Job named(String id, String... addresses) {
        List<JobRecipient> recipients = new ArrayList<>();
        for (String address : addresses) {
            recipients.add(JobRecipient.submitted(recipients.size(), Recipient.of(address), NOW));
        }
        return new Job(new QueueId(id), NOW, Origin.local("tef"), ReversePath.of("tef@here.example"), recipients,
                new Header(List.of(HeaderField.of("Subject", "test"))), 0, false, false);
    }
}
