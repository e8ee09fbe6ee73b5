package org.fingerpost.core.alias;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import java.util.Set;

import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.State;
import org.fingerpost.core.Jobs;
import org.junit.jupiter.api.Test;

class AliasExpanderTest extends ExpanderFixture {

    @Test
    void whoeverWritesToAListOfNobodyElseGetsIt() {
        aliases.put("list", "tef");
        options.put("MeToo", "False");
        assertEquals(List.of("tef"), pending(expandFrom("tef", "list")));
    }

    @Test
    void namesThatAreNoAliasStayAsTheyAre() {
        Job job = expand("tef", "u@far.example");
        assertEquals(List.of("tef", "u@far.example"), pending(job));
        assertTrue(job.expanded());
    }

    @Test
    void theOldNameIsKeptAndMarked() {
        aliases.put("staff", "tef, u@far.example, |/bin/prog x, /var/archive");
        Job job = expand("staff");
        assertEquals("staff", only(job, State.EXPANDED).display());
        assertEquals(List.of("tef", "u@far.example", "|/bin/prog x", "/var/archive"), pending(job));
        assertEquals(List.of(0, 0, 0, 0), job.pending().map(JobRecipient::parent).toList());
    }

    @Test
    void whoIsInTwoListsGetsOneCopy() {
        aliases.put("one", "tef, ann");
        aliases.put("two", "ann, tef, root");
        assertEquals(List.of("tef", "ann", "root"), pending(expand("one", "two", "tef")));
    }

    @Test
    void hostsAreTheSameInAllLettersAndUsersAreNot() {
        aliases.put("list", "u@far.example, u@FAR.Example, <u@Far.example>, U@far.example");
        assertEquals(List.of("u@far.example", "U@far.example"), pending(expand("list")));
    }

    @Test
    void listsThatReachNobodyFail() throws Exception {
        Files.writeString(folder.resolve("empty"), "# nobody yet\n");
        Files.writeString(folder.resolve("itself"), ":include:" + folder.resolve("itself") + "\n");
        Files.writeString(folder.resolve("more"), ":include:" + folder.resolve("more") + "\ntef\n");
        aliases.put("nobody", ":include:" + folder.resolve("empty"));
        aliases.put("itself", ":include:" + folder.resolve("itself"));
        aliases.put("more", ":include:" + folder.resolve("more"));
        assertEquals("nobody", only(expand("nobody"), State.FAILED).display());
        assertEquals("5.4.6", only(expand("itself"), State.FAILED).lastOutcome().orElseThrow().status().toString());
        assertEquals(List.of("tef"), pending(expand("more")));
        assertEquals(List.of("tef"), pending(expand("nobody", "tef")));
    }

    @Test
    void aliasesMayNest() {
        aliases.put("a", "b");
        aliases.put("b", "c, tef");
        aliases.put("c", "ann");
        assertEquals(List.of("tef", "ann"), pending(expand("a")));
    }

    @Test
    void aNameInItsOwnExpansionIsTheMailbox() {
        aliases.put("tef", "tef, u@far.example");
        aliases.put("ann", "\\ann, root");
        assertEquals(List.of("tef", "u@far.example"), pending(expand("tef")));
        assertEquals(List.of("ann", "root"), pending(expand("ann")));
    }

    @Test
    void aLoopIsBrokenAndReported() {
        aliases.put("a", "b");
        aliases.put("b", "a");
        Job job = expand("a");
        assertTrue(pending(job).isEmpty());
        assertEquals("5.4.6", only(job, State.FAILED).lastOutcome().orElseThrow().status().toString());
    }

    @Test
    void endlessNestingEnds() {
        for (int i = 0; i < 50; i++) {
            aliases.put("n" + i, "n" + (i + 1));
        }
        assertEquals("5.4.6", only(expand("n0"), State.FAILED).lastOutcome().orElseThrow().status().toString());
    }

    @Test
    void unknownMembersFailAndOthersGoOn() {
        aliases.put("list", "tef, gone");
        Job job = expand("list");
        assertEquals(List.of("tef"), pending(job));
        assertEquals("gone", only(job, State.FAILED).display());
    }

    @Test
    void anAliasForNobodyFails() {
        aliases.put("empty", " , ");
        assertEquals("empty", only(expand("empty"), State.FAILED).display());
    }

    @Test
    void errorsRefuseOrPostpone() {
        aliases.put("closed", "tef, :error:550 5.7.1 closed, for good");
        aliases.put("later", ":error:451 4.2.1 moving");
        aliases.put("mixed", "ann, :error:451 4.2.1 moving");
        Job job = expand("closed", "later", "mixed");
        assertEquals(List.of("later", "mixed", "tef"), pending(job));
        assertEquals("5.7.1 closed, for good", only(job, State.FAILED).lastOutcome().map(o -> o.status() + " " + o.text())
                .orElseThrow());
        assertEquals(Set.of(1, 2), expansion.postponed());
    }

    @Test
    void theSenderIsLeftOutOfListsIfThePolicySaysSo() {
        aliases.put("list", "tef, ann, u@far.example, |/bin/prog");
        options.put("MeToo", "False");
        assertEquals(List.of("ann", "u@far.example", "|/bin/prog"), pending(expandFrom("tef", "list")));
        assertEquals(List.of("tef", "ann", "|/bin/prog"), pending(expandFrom("u@far.example", "list")));
        assertEquals(List.of("tef", "ann", "u@far.example", "|/bin/prog"), pending(expandFrom("tef", "tef", "list")));
        options.clear();
        assertEquals(List.of("tef", "ann", "u@far.example", "|/bin/prog"), pending(expandFrom("tef", "list")));
    }

    @Test
    void aMailboxIsTheSameWithAnyDetailThatItsMailerIsNotToldOf() {
        assertEquals(List.of("tef+a", "ann"), pending(expand("tef+a", "tef", "tef+b", "ann")));
    }

    @Test
    void aDetailDoesNotMakeALoopLonger() {
        aliases.put("tef", "tef+inbox, ann");
        assertEquals(List.of("tef+inbox", "ann"), pending(expand("tef")));
        aliases.put("loop", "loop+a");
        aliases.put("loop+*", "loop");
        assertEquals("5.4.6", only(expand("loop+b"), State.FAILED).lastOutcome().orElseThrow().status().toString());
    }

    @Test
    void whatCannotBeKnownNowPostponesItsOwnRecipientOnly() {
        aliases.put("list", "ann, busy");
        aliases.put("busy", "?the directory is down");
        aliases.put("missing", ":include:/does/not/exist");
        Job job = expand("list", "tef", "missing");
        assertEquals(Set.of(0, 2), expansion.postponed());
        assertFalse(job.expanded());
        assertEquals(List.of("list", "tef", "missing"), pending(job));
        assertTrue(job.recipients().get(0).lastOutcome().orElseThrow().text().contains("the directory is down"));
        assertTrue(job.recipients().get(2).lastOutcome().orElseThrow().text().contains("/does/not/exist"));

        aliases.put("busy", "root");
        aliases.put("missing", "ann");
        assertEquals(List.of("tef", "ann", "root"), pending(expand(job)));
        assertTrue(expansion.job().expanded());
    }

    @Test
    void detailAfterAPlusIsLookedForThenLeftOut() {
        aliases.put("tef+lists", "ann");
        assertEquals(List.of("ann"), pending(expand("tef+lists")));
        assertEquals(List.of("tef+other"), pending(expand("tef+other")));
    }

    @Test
    void expandingAgainReachesNobodyTwice() {
        aliases.put("staff", "tef, u@far.example, |/bin/prog x");
        Job first = expand("staff");
        Job halfDone = first.mapRecipients(r -> r.display().equals("u@far.example") ? r : r.isPending()
                ? r.withState(State.DELIVERED) : r);
        aliases.put("staff", "tef, |/bin/prog x, ann, v@far.example");
        Job again = expand(halfDone.afresh(Jobs.NOW));
        assertEquals(List.of("ann", "v@far.example"), pending(again));
        assertTrue(again.expanded());
        assertEquals(List.of("u@far.example"), again.recipients().stream().filter(r -> r.state() == State.REPLACED)
                .map(JobRecipient::display).toList());
    }

    @Test
    void anAliasOfTheSameNameAsItsMailboxIsExpandedAgain() {
        aliases.put("tef", "\\tef, u@far.example");
        Job first = expand("tef");
        Job halfDone = first.mapRecipients(r -> r.isPending() && r.display().endsWith("tef") ? r.withState(State.DELIVERED) : r);
        assertEquals(List.of("u@far.example"), pending(expand(halfDone.afresh(Jobs.NOW))));
    }

    @Test
    void whoWasReachedByOneListIsNotReachedAgainByOneThatCouldNotBeReadThen() throws Exception {
        aliases.put("one", "tef");
        aliases.put("two", ":include:" + folder.resolve("list"));
        Job first = expand("one", "two");
        assertFalse(first.expanded());
        Files.writeString(folder.resolve("list"), "tef\nann\n");
        Job second = expand(first.mapRecipients(r -> r.display().equals("tef") ? r.withState(State.DELIVERED) : r));
        assertEquals(List.of("ann"), pending(second));
    }
}
