package org.fingerpost.core.alias;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.fingerpost.api.queue.Job;
import org.fingerpost.core.Jobs;
import org.junit.jupiter.api.Test;

class ListOwnersTest extends ExpanderFixture {

    @Test
    void theOwnerOfAListIsTheReversePathOfItsMembers() throws Exception {
        Files.writeString(folder.resolve("members"), "u@far.example\n");
        aliases.put("list", "tef, inner, :include:members");
        aliases.put("inner", "ann");
        aliases.put("owner-list", "Boss (comment) <boss@far.example>");
        aliases.put("owner-inner", "\"|/bin/prog\"");
        assertEquals(List.of("tef boss@far.example", "u@far.example boss@far.example", "ann owner-inner"),
                senders(expand("list")));
    }

    @Test
    void ownersAreFoundAsSendmailFindsThem() {
        aliases.put("list", "tef");
        aliases.put("owner-list", "ann, root");
        aliases.put("owner-owner", "root");
        assertEquals(List.of("tef owner-list"), senders(expand("list+detail")));
        assertEquals(List.of("ann root", "root root"), senders(expand("owner-list")));
        assertEquals(List.of("tef "), senders(expandFrom("", "list")), "what has no sender has none behind a list either");
    }

    @Test
    void anOwnerThatCannotBeLookedUpNowPostponesTheList() {
        aliases.put("list", "tef");
        aliases.put("owner-list", "?the directory is down");
        Job job = expand("list");
        assertEquals(Set.of(0), expansion.postponed());
        assertTrue(job.recipients().get(0).listOwner().isEmpty());
        aliases.put("owner-list", "ann");
        aliases.put("list", "tef, busy");
        aliases.put("busy", "?down");
        job = expand(job);
        assertTrue(job.recipients().get(0).listOwner().isEmpty(), "nothing is left of what has been taken back");
        aliases.put("list", "tef");
        assertEquals(List.of("tef ann"), senders(expand(job)));
    }

    @Test
    void whatTheSenderAskedForEndsAtAListWithAnOwner() {
        aliases.put("list", "u@far.example, inner");
        aliases.put("inner", "v@far.example");
        aliases.put("owner-list", "ann");
        Job job = Jobs.to("list");
        Map<String, String> asked = Map.of("NOTIFY", "SUCCESS,DELAY", "ORCPT", "rfc822;list", "X", "y");
        Job after = expand(job.mapRecipients(r -> r.withParameters(asked)));
        after.pending().forEach(r -> assertEquals(Map.of("NOTIFY", "FAILURE", "X", "y"), r.recipient().parameters()));
        assertEquals(asked, after.recipients().get(0).recipient().parameters());
    }
}
