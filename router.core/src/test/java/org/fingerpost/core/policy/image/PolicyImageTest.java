package org.fingerpost.core.policy.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.fingerpost.api.policy.ClassFromTable;
import org.fingerpost.api.policy.Location;
import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.policy.MailerDefinition;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.policy.Problem;
import org.fingerpost.api.policy.Reading;
import org.fingerpost.api.policy.Rule;
import org.fingerpost.api.policy.RuleSetDefinition;
import org.fingerpost.api.policy.Symbol;
import org.fingerpost.api.table.TableDeclaration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyImageTest {

    private static final Instant BEGAN = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    Path directory;

    private Path source;
    private Path members;
    private Path file;
    private PolicyImage image;
    private ImageKey key;

    @BeforeEach
    void files() throws IOException {
        source = old("router.cf", "one");
        members = old("members", "a b");
        file = directory.resolve("cache/policy.image");
        image = new PolicyImage(file);
        key = new ImageKey(source, directory, "1.0");
    }

    private Path old(String name, String text) throws IOException {
        Path path = Files.writeString(directory.resolve(name), text);
        return Files.setLastModifiedTime(path, FileTime.from(BEGAN.minusSeconds(60)));
    }

    private Policy.Builder policy() {
        Location where = new Location(source, 3, 7);
        Rule rule = new Rule(List.of(Symbol.of(Symbol.Kind.ANY), Symbol.literal("\u00e9@")),
                List.of(new Symbol(Symbol.Kind.POSITION, "1")), where);
        return Policy.builder().level(10).source(source).source(members).source(directory.resolve("absent"))
                .macro("j", MacroText.parse("$?w $w$.$$")).addToClass("w", List.of("a", "b")).addToClass("empty", List.of())
                .classFromTable(new ClassFromTable("x", "k", new TableDeclaration("x", "text", "/f", directory)))
                .mailer(new MailerDefinition("smtp", "[IPC]", "mDFM", List.of(MacroText.parse("$h")),
                        Map.of('S', "1/2", 'E', "\\r\\n")))
                .table(new TableDeclaration("access", "hash", "-T<TMPF> /x", directory))
                .ruleSet(new RuleSetDefinition("3", OptionalInt.of(3), List.of(rule)))
                .ruleSet(new RuleSetDefinition("Named", OptionalInt.empty(), List.of()))
                .option("LogLevel", "9").precedence("bulk", -60).environment("PATH=/bin");
    }

    private Reading reading() {
        return new Reading(policy().build(),
                List.of(Problem.warning(new Location(source, 1, 2), "odd").at("one", "n").expecting("more")
                .hinting("Try.").printedAs("x: line 1: odd", 64)));
    }

    @Test
    void whatIsReadIsWhatWasWritten() {
        image.write(key, reading(), BEGAN);
        Reading read = image.read(key).orElseThrow();
        Policy policy = read.policy();
        Policy original = reading().policy();
        assertEquals(reading().problems(), read.problems());
        assertEquals(original.level(), policy.level());
        assertEquals(original.sources(), policy.sources());
        assertEquals(original.macros(), policy.macros());
        assertEquals(original.classes(), policy.classes());
        assertEquals(original.classesFromTables(), policy.classesFromTables());
        assertEquals(original.mailers(), policy.mailers());
        assertEquals(List.copyOf(original.tables().values()), List.copyOf(policy.tables().values()));
        assertEquals(List.copyOf(original.ruleSets().values()), List.copyOf(policy.ruleSets().values()));
        assertEquals(original.options(), policy.options());
        assertEquals(original.precedences(), policy.precedences());
        assertEquals(original.environment(), policy.environment());
    }

    @Test
    void imageOfOtherContentsIsNotUsed() throws IOException {
        image.write(key, reading(), BEGAN);
        old("members", "a c"); // as long, and of the same time
        assertEquals(Optional.empty(), image.read(key));
        old("members", "a b");
        assertTrue(image.read(key).isPresent());
        old("absent", "now it is there");
        assertEquals(Optional.empty(), image.read(key));
    }

    @Test
    void imageOfAnotherProgramFileOrFolderIsNotUsed() {
        image.write(key, reading(), BEGAN);
        assertEquals(Optional.empty(), image.read(new ImageKey(source, directory, "1.1")));
        assertEquals(Optional.empty(), image.read(new ImageKey(members, directory, "1.0")));
        assertEquals(Optional.empty(), image.read(new ImageKey(source, directory.resolve("x"), "1.0")));
    }

    @Test
    void nothingIsKeptOfReadingsThatMustBeDoneAgain() throws IOException {
        image.write(key, reading(), BEGAN);
        image.write(key, new Reading(policy().unrepeatable().build(), List.of()), BEGAN);
        assertFalse(Files.exists(file), "a program gave members of a class");
        image.write(key, new Reading(policy().build(), List.of(Problem.ofAll("bad"))), BEGAN);
        assertFalse(Files.exists(file), "an error");
        Files.setLastModifiedTime(members, FileTime.from(BEGAN.minusSeconds(1)));
        image.write(key, reading(), BEGAN);
        assertFalse(Files.exists(file), "a file that may have changed while it was read");
    }

    @Test
    void noDamageIsEverReadNorThrown() throws IOException {
        image.write(key, reading(), BEGAN);
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < whole.length; i++) {
            byte[] damaged = whole.clone();
            damaged[i] ^= 0x55;
            Files.write(file, damaged);
            assertEquals(Optional.empty(), image.read(key), "octet " + i);
            Files.write(file, Arrays.copyOf(whole, i));
            assertEquals(Optional.empty(), image.read(key), "the first " + i);
        }
    }

    @Test
    void damageThatTheDigestDoesNotShowIsNoHarmEither() throws IOException {
        OctetWriter out = new OctetWriter();
        new ReadingCodec().write(out, reading());
        byte[] whole = out.octets();
        for (int i = 0; i < whole.length; i++) {
            for (int bits : new int[] {0x01, 0x55, 0x80, 0xff}) {
                byte[] damaged = whole.clone();
                damaged[i] ^= bits;
                try {
                    new ReadingCodec().read(new OctetReader(damaged, 0, damaged.length));
                } catch (DamagedImageException | IllegalArgumentException e) {
                    assertTrue(e.getMessage() != null);
                }
            }
        }
    }

    @Test
    void imageThatCannotBeWrittenIsNoHarm() throws IOException {
        Files.writeString(directory.resolve("cache"), "a file where a folder should be");
        image.write(key, reading(), BEGAN);
        assertEquals(Optional.empty(), image.read(key));
    }
}
