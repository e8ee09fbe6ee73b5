package org.fingerpost.core.alias;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.State;
import org.fingerpost.api.queue.JobRecipient.Target;
import org.fingerpost.core.Jobs;
import org.fingerpost.core.forward.ForwardFiles;
import org.fingerpost.core.forward.Household;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.MacroScope;
import org.fingerpost.core.policy.PolicySurroundings;
import org.fingerpost.core.policy.TestPolicy;
import org.fingerpost.core.route.Resolver;
import org.fingerpost.core.services.Services;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForwardingTest {

    @TempDir
    Path folder;
    private Household household;
    private final Map<String, String> aliases = new HashMap<>();
    private Set<Integer> postponed = Set.of();

    @BeforeEach
    void users() throws IOException {
        household = new Household(folder);
        for (String user : List.of("anna", "bert", "carl")) {
            household.add(user, "/bin/sh");
        }
    }

    private void forward(String user, String text) throws IOException {
        Files.writeString(folder.resolve("home").resolve(user).resolve(".forward"), text);
    }

    private Job expand(Job job) {
        Services services = new Services();
        household.bind(services);
        Generation generation = TestPolicy.generation(services, folder, aliases, List.of("anna", "bert", "carl"));
        Resolver resolver = new Resolver(generation, new PolicySurroundings(generation, new MacroScope(generation.policy()),
                services),
                new ForwardFiles(generation, services));
        AliasExpander.Expansion expansion = new AliasExpander(generation, services, resolver).expand(job, Jobs.NOW);
        postponed = expansion.postponed();
        return expansion.job();
    }

    private List<String> pending(String... recipients) {
        return expand(Jobs.to(recipients)).pending().map(JobRecipient::display).toList();
    }

    @Test
    void mailGoesWhereTheFileSays() throws IOException {
        forward("anna", "other@far.example, carl\n");
        Job job = expand(Jobs.to("anna"));
        assertEquals(List.of("other@far.example", "carl"), job.pending().map(JobRecipient::display).toList());
        assertEquals(State.EXPANDED, job.recipients().get(0).state());
        assertEquals(List.of("bert"), pending("bert"));
    }

    @Test
    void theUsersOwnNameIsTheMailbox() throws IOException {
        forward("anna", "\\anna, other@far.example\n");
        assertEquals(List.of("anna", "other@far.example"), pending("anna"));
        forward("anna", "anna\nother@far.example\n");
        assertEquals(List.of("anna", "other@far.example"), pending("anna"));
    }

    @Test
    void aBackslashMeansTheMailboxWhateverTheUserSays() throws IOException {
        forward("anna", "other@far.example\n");
        aliases.put("staff", "\\anna, bert");
        assertEquals(List.of("anna", "bert"), pending("staff"));
    }

    @Test
    void anAliasOfTheSameNameComesFirstAndItsMailboxIsForwarded() throws IOException {
        forward("anna", "other@far.example\n");
        aliases.put("anna", "anna, /archive");
        assertEquals(List.of("/archive", "other@far.example"), pending("anna"));
    }

    @Test
    void programsAndFilesAreTheUsers() throws IOException {
        forward("anna", "\"|prog a b\"\n/home/anna/mbox\n");
        Job job = expand(Jobs.to("anna"));
        assertEquals(List.of(new Target.ToProgram("prog a b", "anna"), new Target.ToFile("/home/anna/mbox", "anna")),
                job.pending().map(JobRecipient::target).toList());
    }

    @Test
    void loopsAcrossForwardsAndAliasesEndInAMailbox() throws IOException {
        forward("anna", "bert\n");
        forward("bert", "team\n");
        aliases.put("team", "carl, anna");
        assertEquals(List.of("carl", "anna"), pending("anna"));
        forward("bert", "anna\n");
        assertEquals(List.of("anna"), pending("anna"));
        assertEquals(List.of("bert"), pending("bert"));
    }

    @Test
    void whoIsReachedTwiceIsForwardedOnce() throws IOException {
        forward("anna", "\\anna, other@far.example\n");
        aliases.put("staff", "anna, bert");
        aliases.put("board", "anna, carl, other@far.example");
        assertEquals(List.of("bert", "anna", "other@far.example", "carl"), pending("staff", "board", "anna"));
    }

    @Test
    void aRouterThatActsForNobodyRefusesProgramsAndKeepsTheRest() throws IOException {
        household.privileged = false;
        forward("anna", "|prog\n/some/file\nother@far.example\n");
        Job job = expand(Jobs.to("anna"));
        assertEquals(List.of("other@far.example"), job.pending().map(JobRecipient::display).toList());
        List<JobRecipient> failed = job.recipients().stream().filter(r -> r.state() == State.FAILED).toList();
        assertEquals(2, failed.size());
        assertEquals("5.7.1 this router does nothing in the name of user anna",
                failed.get(0).lastOutcome().map(outcome -> outcome.status() + " " + outcome.text()).orElseThrow());
    }

    @Test
    void whatOnlyAnswersLeavesTheMailInTheMailbox() throws IOException {
        forward("anna", "\"|vacation anna\"\n");
        assertEquals(List.of("|vacation anna", "anna"), pending("anna"));
        forward("anna", "\\anna, \"|vacation anna\"\n");
        assertEquals(List.of("anna", "|vacation anna"), pending("anna"));
        forward("anna", "other@far.example, \"|vacation anna\"\n");
        assertEquals(List.of("other@far.example", "|vacation anna"), pending("anna"));
        forward("anna", "\"|/usr/bin/vacation anna\"\n");
        assertEquals(List.of("|/usr/bin/vacation anna"), pending("anna"));
    }

    @Test
    void whatAnswersByItselfIsNoProgramOfTheRouters() throws IOException {
        household.privileged = false;
        forward("anna", "\\anna, \"|vacation anna\"\n");
        assertEquals(List.of("anna", "|vacation anna"), pending("anna"));
    }

    @Test
    void troubleThatPassesIsWaitedFor() throws IOException {
        household.trouble = Optional.of(new IOException("the directory is down"));
        Job job = expand(Jobs.to("anna", "u@far.example"));
        assertEquals(Set.of(0), postponed);
        assertEquals("4.2.0 forward file of anna: the directory is down",
                job.recipients().get(0).lastOutcome().map(outcome -> outcome.status() + " " + outcome.text()).orElseThrow());
    }

    @Test
    void withoutAliasesUsersStillForward() throws IOException {
        forward("anna", "bert\n");
        aliases.put("anna", "nobody-here");
        aliases.put("bert", "nobody-here");
        Job job = Jobs.to("anna");
        Job literal = new Job(job.id(), job.arrived(), job.origin(), job.sender(), job.recipients(), job.header(), 0, false,
                false,
                Optional.empty(), false, Map.of(Job.NO_ALIAS, "true"));
        assertEquals(List.of("bert"), expand(literal).pending().map(JobRecipient::display).toList());
    }

    @Test
    void whatAnEarlierExpansionDecidedStays() throws IOException {
        forward("anna", "bert, carl\n");
        Job job = expand(Jobs.to("anna"));
        assertTrue(job.expanded());
        forward("anna", "other@far.example\n");
        assertEquals(List.of("other@far.example"), expand(job.afresh(Jobs.NOW)).pending().map(JobRecipient::display).toList());
    }
}
