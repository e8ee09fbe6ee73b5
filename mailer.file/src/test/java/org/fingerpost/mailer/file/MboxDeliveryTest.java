package org.fingerpost.mailer.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

import org.fingerpost.api.mail.Header;
import org.fingerpost.api.mail.HeaderField;
import org.fingerpost.api.mail.ReversePath;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.mailer.UnixText.Quoting;
import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.policy.MailerDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MboxDeliveryTest extends MboxFixture {

    @Test
    void aNewMailboxIsPrivateAndHoldsTheMessage() throws IOException {
        assertEquals(Outcome.delivered("2.0.0", "delivered to var/mail/anna"), one(to("anna")));

        assertEquals(ANNA, text(box));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(box)));
    }

    @Test
    void aSecondMessageFollowsTheFirst() throws IOException {
        one(to("anna"));
        one(to("anna").withSender(ReversePath.NULL));

        assertEquals(ANNA + ANNA.replace("sender@example.org", "MAILER-DAEMON"), text(box));
    }

    @Test
    void blanksInTheSenderCannotMoveTheDate() throws IOException {
        one(to("anna").withSender(ReversePath.of("\"a\tb c\"@example.org")));

        assertTrue(text(box).startsWith("From \"a_b_c\"@example.org Thu Mar  5 "));
    }

    @Test
    void whatACrashLeftUnfinishedDoesNotSwallowTheMessage() throws IOException {
        Files.writeString(box, "From x\nSubject: cut o");
        one(to("anna"));

        assertEquals("From x\nSubject: cut o\n\n" + ANNA, text(box));
    }

    @Test
    void anObsoleteBlankInAFromFieldIsTakenOut() throws IOException {
        one(to("anna").withHeader(new Header(List.of(new HeaderField("From : anna@example.net"), new HeaderField("X : y")))));

        assertTrue(text(box).contains("2026\nFrom: anna@example.net\nX : y\n\nhello\n\n"));
    }

    @Test
    void flagEQuotesEvenWhenTheSettingDoesNot() throws IOException {
        mailer = mailer(Quoting.NONE);
        TestDelivery delivery = TestDelivery.of("var/mail/$u", "From here\r\n", "anna");
        one(delivery);
        one(delivery.withMailer(TestDelivery.definition("var/mail/$u", "lsE")));

        assertEquals(List.of("From here", ">From here"),
                Files.readAllLines(box).stream().filter(l -> l.endsWith("here")).toList());
    }

    @Test
    void eachRecipientOfABatchHasAFileAndAnOutcome() throws IOException {
        Files.createDirectory(base.resolve("var/mail/ben"));
        List<Outcome> outcomes = mailer.attempt(to("anna", "../anna", "ben", "cleo"));

        assertEquals(List.of(Outcome.delivered("2.0.0", "delivered to var/mail/anna"), Outcome.failed("5.1.1", "bad user name"),
                Outcome.failed("5.2.0", "not a regular file"),
                Outcome.delivered("2.0.0", "delivered to var/mail/cleo")), outcomes);
        assertEquals(ANNA, text(box));
        assertEquals(ANNA, text(base.resolve("var/mail/cleo")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", ".profile", "../x", "a/b", "/etc/passwd",
        "a\tb", "a\u0000b", "a\nb", "a\u007f", "anna.lock"})
    void aUserThatIsNoPlainNameIsRefused(String user) {
        assertEquals(Outcome.failed("5.1.1", "bad user name"), one(to(user)));
    }

    @Test
    void aHostInThePathIsAPlainNameToo() {
        TestDelivery delivery = TestDelivery.of("var/mail/$h-$u", "x\r\n", "anna");

        assertEquals(Outcome.failed("5.1.2", "bad host name"), one(delivery.withHost("../../etc")));
        assertInstanceOf(Outcome.Delivered.class, one(delivery.withHost("example.net")));
    }

    @Test
    void aFileOfAnAliasIsAnAbsolutePath() throws IOException {
        Path file = base.resolve("archive");
        assertInstanceOf(Outcome.Delivered.class, one(TestDelivery.of("$u", "hello\r\n", file.toString())));

        assertEquals(ANNA, text(file));
        for (String bad : List.of("var/mail/anna", base + "/../x", "/tmp/a\u0000b", "/", "//")) {
            assertEquals(Outcome.failed("5.1.1", "bad file name"), one(TestDelivery.of("$u", "", bad)));
        }
    }

    @Test
    void aPathWithoutUserIsForAll() throws IOException {
        mailer.attempt(TestDelivery.of("var/mail/all", "hello\r\n", "anna", "ben"));

        assertEquals(ANNA + ANNA, text(base.resolve("var/mail/all")));
    }

    @Test
    void theImplicitDefinitionHasItsPathAfterTheHost() throws IOException {
        Path file = base.resolve("archive");
        one(TestDelivery.of("$u", "hello\r\n", file.toString()).withMailer(MailerDefinition.implicit("file")).withHost("h"));

        assertEquals(ANNA, text(file));
    }

    @Test
    void aDefinitionWithoutAPathIsForTheOperatorToMend() {
        MailerDefinition bare = new MailerDefinition("local", "[FILE]", "", List.of(MacroText.literal("FILE")), Map.of());

        assertEquals(Outcome.deferred("4.3.5", "the definition of mailer local has no path"), one(to("anna").withMailer(bare)));
    }

    @Test
    void devNullTakesEverything() {
        assertEquals(Outcome.delivered("2.0.0", "delivered to /dev/null"), one(TestDelivery.of("$u", "x\r\n", "/dev/null")));
    }

    @Test
    void aLargeBodyIsStreamedAndShowsSignsOfLife() throws IOException {
        String line = "x".repeat(1022) + "\r\n";
        int lines = 50 * 1024;
        TestDelivery delivery = TestDelivery.of("var/mail/$u", TestBody.of(line).times(lines), "anna");
        assertInstanceOf(Outcome.Delivered.class, one(delivery));

        assertEquals((long) lines * (line.length() - 1) + ANNA.replace("hello\n", "").length(), box.toFile().length());
        assertTrue(delivery.signsOfLife().get() > 700);
    }
}
