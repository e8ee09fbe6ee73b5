package org.fingerpost.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.fingerpost.api.policy.ClassFromTable;
import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.LookupTable;
import org.fingerpost.api.table.LookupTableType;
import org.fingerpost.api.table.TableDeclaration;
import org.fingerpost.core.services.FakeReference;
import org.fingerpost.core.services.Services;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that need the policy or other tables of it. */
class TablesTest {

    @TempDir
    Path directory;

    private final Services services = new Services();
    private final Policy.Builder policy = Policy.builder().macro("t", MacroText.parse("of the policy"))
            .macro("m", MacroText.parse("conf.example"));

    /**
     * Type {@code list}: arguments are {@code key=value}; the value {@code ?} is trouble. Type {@code host} tells its arguments.
     */
    @BeforeEach
    void types() {
        type("list", declaration -> (key, arguments) -> List.of(declaration.arguments().split(" ")).stream()
                .filter(entry -> entry.startsWith(key + "=")).map(entry -> entry.substring(key.length() + 1))
                .<Lookup>map(value -> value.equals("?") ? new Lookup.Unavailable("later") : new Lookup.Found(value))
                .findFirst().orElse(Lookup.NOT_FOUND));
        type("host", declaration -> (key, arguments) -> new Lookup.Found(declaration.arguments()));
        type("ldap", declaration -> (key, arguments) -> new Lookup.Found(declaration.arguments()));
    }

    private void type(String name, LookupTableType type) {
        services.bindTableType(new FakeReference<>(Map.of("table.type", name)), type);
    }

    private void declare(String name, String type, String arguments) {
        policy.table(new TableDeclaration(name, type, arguments, directory));
    }

    private Lookup ask(String table, String key) {
        return new Tables(policy.build(), services, directory).lookup(table, key, List.of(), new MacroScope(policy.build()));
    }

    @Test
    void aSequenceAsksItsMembersInOrder() {
        declare("first", "list", "a=1 b=2");
        declare("second", "list", "a=3 c=4");
        declare("both", "sequence", "first second");
        assertEquals(new Lookup.Found("1"), ask("both", "a"));
        assertEquals(new Lookup.Found("2"), ask("BOTH", "b"));
        assertEquals(new Lookup.Found("4"), ask("both", "c"));
        assertEquals(Lookup.NOT_FOUND, ask("both", "d"));
    }

    @Test
    void troubleEndsASequence() {
        declare("first", "list", "a=? b=1");
        declare("second", "list", "a=3 b=?");
        declare("both", "sequence", " first, second ");
        assertInstanceOf(Lookup.Unavailable.class, ask("both", "a"));
        assertEquals(new Lookup.Found("1"), ask("both", "b"));
    }

    @Test
    void membersStandBeforeTheirSequenceSoThatItNeverLeadsToItself() {
        declare("a", "sequence", "b");
        declare("b", "sequence", "a b");
        assertInstanceOf(Lookup.Unavailable.class, ask("a", "k"));
        assertInstanceOf(Lookup.Unavailable.class, ask("b", "k"));
    }

    @Test
    void aBundleMayProvideAMember() {
        declare("both", "sequence", "theirs");
        TestPolicy.table(services, "theirs", (key, arguments) -> new Lookup.Found("from a bundle"));
        assertEquals(new Lookup.Found("from a bundle"), ask("both", "k"));
    }

    @Test
    void aSwitchAsksWhatTheServiceSwitchFileSays() throws IOException {
        Files.writeString(directory.resolve("switch"), "# aliases nis\nhosts files\naliases files nis # and no more\n");
        policy.option("ServiceSwitchFile", "switch");
        declare("ali.nis", "list", "a=nis b=nis");
        declare("ali.files", "list", "a=files");
        declare("ali", "switch", "aliases");
        declare("pw", "switch", "passwd");
        assertEquals(new Lookup.Found("files"), ask("ali", "a"));
        assertEquals(new Lookup.Found("nis"), ask("ali", "b"));
        assertInstanceOf(Lookup.Unavailable.class, ask("pw", "a"));
        Files.delete(directory.resolve("switch"));
        assertInstanceOf(Lookup.Unavailable.class, ask("ali", "a"));
    }

    @Test
    void anAliasFileMayBeASequence() {
        declare("first", "list", "a=1");
        policy.option("AliasFile", "sequence:first");
        assertEquals(new Lookup.Found("1"), new Tables(policy.build(), services, directory).alias("a"));
    }

    @Test
    void hostTablesHearOfTheHostsFileAndTheDomain() {
        assertEquals(new Lookup.Found("-a. /etc/hosts conf.example files,dns"), ask("host", "k"));
        policy.option("HostsFile", "my.hosts");
        declare("own", "host", "-m");
        declare("other", "host", "-a. their.hosts");
        assertEquals(new Lookup.Found("-m my.hosts conf.example files,dns"), ask("own", "k"));
        assertEquals(new Lookup.Found("-a. their.hosts"), ask("other", "k"));
    }

    @Test
    void theServiceSwitchSaysWhereHostsAre() throws IOException {
        Files.writeString(directory.resolve("switch"), "hosts dns files nis\n");
        policy.option("ServiceSwitchFile", "switch");
        assertEquals(new Lookup.Found("-a. /etc/hosts conf.example dns,files,nis"), ask("host", "k"));
        policy.option("ServiceSwitchFile", "no\0file");
        assertEquals(new Lookup.Found("-a. /etc/hosts conf.example files,dns"), ask("host", "k"));
    }

    @Test
    void aSwitchPassesOverSourcesThatNobodyHasDeclared() throws IOException {
        Files.writeString(directory.resolve("switch"), "aliases nisplus files\n");
        policy.option("ServiceSwitchFile", "switch");
        declare("ali.files", "list", "a=files");
        declare("ali", "switch", "aliases");
        assertEquals(new Lookup.Found("files"), ask("ali", "a"));
        assertEquals(Lookup.NOT_FOUND, ask("ali", "b"));
        TestPolicy.table(services, "ali.nisplus", (key, arguments) -> new Lookup.Found("from a bundle"));
        assertEquals(new Lookup.Found("from a bundle"), ask("ali", "b"));
    }

    @Test
    void directoriesHaveDefaults() {
        policy.option("LDAPDefaultSpec", "-h ldap.example -b dc=x");
        declare("people", "ldap", "-k uid=%0 -b dc=y");
        assertEquals(new Lookup.Found("-h ldap.example -b dc=x -k uid=%0 -b dc=y"), ask("people", "k"));
        declare("others", "ldap", "-k uid=%0 -H \"ldap://a ldap://b\"");
        assertEquals(new Lookup.Found("-b dc=x -k uid=%0 -H \"ldap://a ldap://b\""), ask("others", "k"));
    }

    @Test
    void macrosAreSetForOneAddressOnly() {
        declare("mac", "macro", "");
        Generation generation = new Generation(1, policy.build(), services, directory);
        PolicySurroundings message = new PolicySurroundings(generation,
                new MacroScope(generation.policy()).define("late", "message"), services);
        var one = message.forOneAddress();
        assertEquals(new Lookup.Found(""), one.lookup("mac", "{late}", List.of("$t address")));
        assertEquals(new Lookup.Found(""), one.lookup("mac", "t", List.of("x")));
        assertEquals(Optional.of("$t address"), one.macro("late"));
        assertEquals(Optional.of("x"), one.macro("t"));
        for (var other : List.of(message, message.forOneAddress())) {
            assertEquals(Optional.of("message"), other.macro("late"));
            assertEquals(Optional.of("of the policy"), other.macro("t"));
        }
    }

    @Test
    void aMacroWithoutAValueIsThePolicysAgain() {
        declare("mac", "macro", "");
        declare("seq", "sequence", "mac");
        Generation generation = new Generation(1, policy.build(), services, directory);
        var one = new PolicySurroundings(generation, new MacroScope(generation.policy()).define("t", "message")
                .define("late", "message"),
                services).forOneAddress();
        one.lookup("seq", "{t}", List.of());
        one.lookup("mac", "late", List.of("only the l"));
        one.lookup("mac", "{late", List.of());
        assertEquals(Optional.of("of the policy"), one.macro("t"));
        assertEquals(Optional.empty(), one.macro("late"));
        assertEquals(Optional.of("only the l"), one.macro("l"));
        assertEquals(Lookup.NOT_FOUND, one.lookup("mac", "", List.of("x")));
        assertEquals(Lookup.NOT_FOUND, one.lookup("mac", "{}", List.of("x")));
    }

    private static final class Remote implements LookupTable {

        private final AtomicInteger asked = new AtomicInteger();
        private volatile Lookup answer = new Lookup.Found("v");

        @Override
        public Lookup lookup(String key, List<String> arguments) {
            asked.incrementAndGet();
            return answer;
        }

        @Override
        public Lookup trouble(String key, String reason) {
            return new Lookup.Found(key + "<TMPF>");
        }
    }

    private static final Map<String, Object> CACHED = Map.of("table.type", "remote", "table.name", "given", "cache.found", "1h");

    @Test
    void whatATypeOfTablesAnswersIsKeptIfItSaysSoAcrossGenerations() {
        Remote remote = new Remote();
        FakeReference<LookupTableType> reference = new FakeReference<>(CACHED);
        LookupTableType type = declaration -> remote;
        services.bindTableType(reference, type);
        declare("people", "remote", "x");
        declare("others", "remote", "y");
        try (Tables first = new Tables(policy.build(), services, directory);
                Tables second = new Tables(policy.build(), services, directory)) {
            for (Tables each : List.of(first, second, first)) {
                assertEquals(remote.answer, each.lookup("people", "k", List.of(), new MacroScope(policy.build())));
            }
            assertEquals(1, remote.asked.get());
            assertEquals(true, first.keptFor("people", "k", List.of()).isPresent());
            first.lookup("others", "k", List.of(), new MacroScope(policy.build()));
            assertEquals(2, remote.asked.get());
            services.updatedTableType(reference, type);
            assertEquals(remote.answer, first.lookup("people", "k", List.of(), new MacroScope(policy.build())));
        }
        assertEquals(List.of(), services.caches().read());
    }

    @Test
    void whatABundleAnswersIsKeptUntilItGoes() {
        Remote remote = new Remote();
        FakeReference<LookupTable> reference = new FakeReference<>(CACHED);
        services.bindTable(reference, remote);
        assertEquals(remote.answer, ask("given", "k"));
        assertEquals(remote.answer, ask("given", "k"));
        assertEquals(1, remote.asked.get());
        services.unbindTable(reference, remote);
        assertInstanceOf(Lookup.Unavailable.class, ask("given", "k"));
        assertEquals(List.of(), services.caches().read());
    }

    @Test
    void whatTheDeclarationSaysOfTroubleIsNotKept() {
        Remote remote = new Remote();
        services.bindTableType(new FakeReference<>(CACHED), declaration -> remote);
        services.bindTable(new FakeReference<>(CACHED), remote);
        declare("people", "remote", "x");
        try (Tables tables = new Tables(policy.build(), services, directory)) {
            for (String table : List.of("people", "given")) {
                remote.answer = new Lookup.Unavailable("away");
                assertEquals(new Lookup.Found("k<TMPF>"), tables.lookup(table, "k", List.of(), new MacroScope(policy.build())));
                remote.answer = new Lookup.Found("back");
                assertEquals(remote.answer, tables.lookup(table, "k", List.of(), new MacroScope(policy.build())));
            }
        }
    }

    @Test
    void anAliasFileMayBeADirectory() {
        policy.option("AliasFile", "ldap:-k \"(cn=%0)\" -v \"mail,member:DN\", ldap:").macro("j", MacroText.parse("mx.$m"))
                .macro("sendmailMTACluster", MacroText.parse("Servers"));
        Tables tables = new Tables(policy.build(), services, directory);
        assertEquals(List.of("aliases", "aliases2"), tables.aliasTables());
        assertEquals(new Lookup.Found("-A -k \"(cn=%0)\" -v \"mail,member:DN\""), tables.alias("a"));
        String standard = ((Lookup.Found) ask("aliases2", "a")).value();
        assertTrue(standard.startsWith("-A -k \"(&(objectClass=sendmailMTAAliasObject)(sendmailMTAAliasGrouping=aliases)"
                + "(|(sendmailMTACluster=Servers)(sendmailMTAHost=mx.conf.example))(sendmailMTAKey=%0))\""), standard);
    }

    @Test
    void aClassThatATableHasIsAskedForWithTheDefaultsAndNothingIsAssumedIfItDoesNotAnswer() throws IOException {
        policy.option("LDAPDefaultSpec", "a,b").classFromTable(new ClassFromTable("w", "w",
                new TableDeclaration("w", "ldap", "c d", directory)));
        assertEquals(Set.of("a", "b", "c", "d"), TableClasses.complete(policy.build(), services, false).classes()
                .getOrDefault("w", Set.of()));
        policy.classFromTable(new ClassFromTable("x", "k", new TableDeclaration("x", "list", "k=?", directory)));
        assertThrows(IOException.class, () -> TableClasses.complete(policy.build(), services, false));
        assertEquals(Set.of(), TableClasses.resolved(policy.build(), services).classes().getOrDefault("x", Set.of()));
    }

    @Test
    void aClassOfATypeThatNobodyProvidesIsWaitedForOnlyAtTheStart() throws IOException {
        policy.classFromTable(new ClassFromTable("x", "k", new TableDeclaration("x", "hesiod", "", directory)));
        assertThrows(IOException.class, () -> TableClasses.complete(policy.build(), services, true));
        assertEquals(Set.of(), TableClasses.complete(policy.build(), services, false).classes().getOrDefault("x", Set.of()));
    }
}
