package org.fingerpost.core.alias;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

import org.fingerpost.api.queue.Job;
import org.fingerpost.api.queue.JobRecipient;
import org.fingerpost.api.queue.JobRecipient.State;
import org.fingerpost.core.settings.ListLimits;
import org.junit.jupiter.api.Test;

/** Inclusions as the expander meets them. */
class AliasedListsTest extends ExpanderFixture {

    @Test
    void aListOfNothingButItselfIsALoop() throws Exception {
        Files.writeString(folder.resolve("members"), ":include:members\n");
        aliases.put("list", ":include:members");
        aliases.put("other", "inner");
        aliases.put("inner", " , ");
        Job job = expand("list", "other");
        assertEquals(List.of("list 5.4.6", "other 5.1.1"), job.recipients().stream().filter(r -> r.state() == State.FAILED)
                .map(r -> r.display() + " " + r.lastOutcome().orElseThrow().status()).toList());
        Files.writeString(folder.resolve("members"), ":include:members, tef\n");
        assertEquals(List.of("tef"), pending(expand("list")));
    }

    @Test
    void howManyMembersAMessageGetsIsBounded() throws Exception {
        limits = new ListLimits() {
            @Override
            public int members() {
                return 5;
            }

            @Override
            public long bytes() {
                return 100;
            }
        };
        Files.writeString(folder.resolve("long"), "u@far.example\n".repeat(10));
        aliases.put("few", "tef, ann");
        aliases.put("many", "u@far.example, v@far.example, w@far.example, x@far.example");
        aliases.put("long", ":include:long");
        Job job = expand("few", "many", "few", "long");
        assertEquals(Set.of(1, 3), expansion.postponed());
        assertEquals(List.of("many", "long", "tef", "ann"), pending(job));
        assertTrue(job.recipients().get(1).lastOutcome().orElseThrow().text().contains("more than 5 recipients"));
        assertTrue(job.recipients().get(3).lastOutcome().orElseThrow().text().contains("larger than 100 bytes"));
    }

    @Test
    void listsMayBeLongAndAreBounded() throws Exception {
        Path list = folder.resolve("members");
        aliases.put("list", ":include:members");
        Files.writeString(list, "u@far.example,".repeat(20_000) + "\nv@far.example");
        assertEquals(List.of("u@far.example", "v@far.example"), pending(expand("list")));
        Files.writeString(list, "u".repeat(ListFile.MAX_LINE + 1));
        assertTrue(expand("list").recipients().get(0).lastOutcome().orElseThrow().text().contains("a line is longer than"));
        assertEquals(Set.of(0), expansion.postponed());
    }

    @Test
    void inclusionsAreReadWithTheirComments() throws Exception {
        Files.writeString(folder.resolve("members"), "# members\ntef, ann # both\n\nu@far.example\n");
        aliases.put("list", ":include:members");
        assertEquals(List.of("tef", "ann", "u@far.example"), pending(expand("list")));
    }

    @Test
    void onlyListsThatNobodyElseCanWriteNameProgramsAndFiles() throws Exception {
        Path list = Files.writeString(folder.resolve("members"), "tef, \"|/bin/prog x\", /var/archive\n");
        aliases.put("list", ":include:members");
        Files.setPosixFilePermissions(list, PosixFilePermissions.fromString("rw-r--r--"));
        assertEquals(List.of("tef", "|/bin/prog x", "/var/archive"), pending(expand("list")));
        Files.setPosixFilePermissions(list, PosixFilePermissions.fromString("rw-rw-r--"));
        refused("list", list + ": group-writable file");
        options.put("DontBlameSendmail", "GroupWritableIncludeFile");
        Job job = expand("list");
        assertEquals(List.of("tef"), pending(job));
        assertEquals(List.of("|/bin/prog x", "/var/archive"), job.recipients().stream().filter(r -> r.state() == State.FAILED)
                .filter(r -> r.lastOutcome().orElseThrow().status().toString().equals("5.7.1")).map(JobRecipient::display)
                .toList());
        options.put("DontBlameSendmail", "GroupWritableIncludeFile,GroupWritableIncludeFileSafe");
        assertEquals(List.of("tef", "|/bin/prog x", "/var/archive"), pending(expand("list")));
        Files.setPosixFilePermissions(list, PosixFilePermissions.fromString("rw-r--r--"));
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.move(list, open.resolve("members"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        aliases.put("list", ":include:open/members");
        refused("list", open + ": world-writable directory");
        options.put("DontBlameSendmail", "IncludeFileInUnsafeDirPath");
        assertEquals(List.of("tef"), pending(expand("list")));
    }

    private void refused(String list, String why) {
        Job job = expand(list);
        assertEquals(List.of(), pending(job));
        JobRecipient inclusion = only(job, State.FAILED);
        assertEquals("5.2.4", inclusion.lastOutcome().orElseThrow().status().toString());
        assertTrue(inclusion.lastOutcome().orElseThrow().text().endsWith(why), inclusion.toString());
    }
}
