package org.fingerpost.core.alias;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.State;
import org.fingerpost.core.Jobs;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.MacroScope;
import org.fingerpost.core.policy.PolicySurroundings;
import org.fingerpost.core.policy.TestPolicy;
import org.fingerpost.core.route.Resolver;
import org.fingerpost.core.services.Services;
import org.fingerpost.core.settings.ListLimits;
import org.junit.jupiter.api.io.TempDir;

/** Aliases, and jobs that are expanded by them, in a folder for lists. */
abstract class ExpanderFixture {

    @TempDir
    Path folder;
    final Map<String, String> aliases = new HashMap<>();
    final Map<String, String> options = new HashMap<>();
    ListLimits limits = ListLimits.USUAL;
    AliasExpander.Expansion expansion;

    final Job expand(String... recipients) {
        return expand(Jobs.to(recipients));
    }

    final Job expand(Job job) {
        Services services = new Services();
        services.bindListLimits(limits);
        Generation generation = TestPolicy.generation(services, folder, aliases, List.of("root", "tef", "ann"), options);
        Resolver resolver = new Resolver(generation, new PolicySurroundings(generation, new MacroScope(generation.policy()),
                services));
        expansion = new AliasExpander(generation, services, resolver).expand(job, Jobs.NOW);
        return expansion.job();
    }

    final Job expandFrom(String sender, String... recipients) {
        Job job = Jobs.to(recipients);
        return expand(new Job(job.id(), job.arrived(), job.origin(), ReversePath.of(sender), job.recipients(), job.header(), 0,
                false, false));
    }

    static List<String> pending(Job job) {
        return job.pending().map(JobRecipient::display).toList();
    }

    static JobRecipient only(Job job, State state) {
        List<JobRecipient> found = job.recipients().stream().filter(r -> r.state() == state).toList();
        assertEquals(1, found.size(), job.recipients().toString());
        return found.get(0);
    }

    static List<String> senders(Job job) {
        return job.pending().map(r -> r.display() + " " + job.senderFor(r).address()).toList();
    }
}
