package org.fingerpost.listener.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.fingerpost.api.submit.Verdict;
import org.fingerpost.api.table.Lookup;
import org.fingerpost.api.table.RebuildableTable;
import org.fingerpost.api.table.TableException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendmailCommandTest {

    private static final Verdict UNKNOWN = Verdict.of(550, "5.1.1", "User unknown");

    @TempDir
    Path instance;

    private final FakePostOffice office = new FakePostOffice();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream error = new ByteArrayOutputStream();
    private SendmailCommand command;
    private String user = "joe";

    @BeforeEach
    void start() {
        command = new SendmailCommand(instance.resolve("spool"), instance.resolve("control"), Duration.ZERO);
        command.bindOffice(office);
    }

    private int run(String message, String... words) throws IOException {
        return run(new ByteArrayInputStream(message.getBytes(ISO_8859_1)), words);
    }

    private int run(InputStream message, String... words) throws IOException {
        return command.run(new Call(List.of(words), Map.of("LOGNAME", "liar"), user, message,
                new PrintStream(output, true, ISO_8859_1),
                new PrintStream(error, true, ISO_8859_1)));
    }

    @Test
    void aMessageIsHandedInByTheUserTheKernelNames() throws IOException {
        assertEquals(0, run("Subject: x\n\nhi\n.\nmore", "ann", "bob@x"));
        assertEquals(List.of("joe: <joe><ann><bob@x> Subject: x||hi|"), office.messages);
        assertEquals("", output.toString() + error);
    }

    @Test
    void anyUserMayNameASender() throws IOException {
        assertEquals(0, run("x", "-f", "<>", "-N", "never", "-B8BITMIME", "ann"));
        assertEquals(List.of("joe: <>{BODY=8BITMIME}<ann>{NOTIFY=NEVER} x|"), office.messages);
    }

    @Test
    void recipientsOfTheHeaderComeAfterTheArguments() throws IOException {
        assertEquals(0, run("To: x\n", "-t", "ann"));
        assertEquals(List.of("joe: <joe><ann>+header To: x|"), office.messages);
    }

    @Test
    void whatTheSenderWantsToHearOfHoldsForAllRecipients() throws IOException {
        assertEquals(0, run("To: x\n", "-N", "success", "-R", "hdrs", "-V", "a+2B", "-t", "ann"));
        assertEquals(List.of("joe: <joe>{ENVID=a+2B, RET=HDRS}<ann>{NOTIFY=SUCCESS}+header{NOTIFY=SUCCESS} To: x|"),
                office.messages);
    }

    @Test
    void anUnknownRecipientIsToldAndTheMessageGoesOn() throws IOException {
        office.verdicts.put("nobody", UNKNOWN);
        assertEquals(67, run("x", "nobody", "ann"));
        assertEquals("nobody... User unknown\n", error.toString());
        assertEquals(List.of("joe: <joe><nobody><ann> x|"), office.messages);
    }

    @Test
    void anUnknownHostHasAStatusOfItsOwn() throws IOException {
        office.verdicts.put("a@nowhere", Verdict.of(550, "5.1.2", "Host unknown"));
        assertEquals(68, run("x", "a@nowhere"));
    }

    @Test
    void theErrorModeSaysHowMuchIsTold() throws IOException {
        office.verdicts.put("nobody", UNKNOWN);
        assertEquals(67, run("x", "-oeq", "nobody"));
        assertEquals(0, run("x", "-oee", "nobody"));
        assertEquals("", error.toString());
        assertEquals(2, office.messages.size());
    }

    @Test
    void aRecipientThatWaitsIsNoError() throws IOException {
        office.verdicts.put("later", Verdict.of(451, "4.4.3", "no answer"));
        assertEquals(0, run("x", "later"));
        assertEquals(1, office.messages.size());
    }

    @Test
    void aRecipientThatNobodyWouldTryStopsTheWholeMessage() throws IOException {
        office.takesRefused = false;
        office.verdicts.put("toomany", Verdict.of(452, "4.5.3", "too many recipients"));
        assertEquals(75, run("x", "ann", "toomany"));
        assertEquals("sendmail: toomany... too many recipients\n", error.toString());
        assertTrue(office.messages.isEmpty());
    }

    @Test
    void refusalsOfTheMessageAreNotAcceptances() throws IOException {
        office.sender = Verdict.of(553, "5.1.7", "bad sender");
        assertEquals(65, run("x", "-f", "a b", "ann"));
        office.sender = FakePostOffice.OK;
        office.begin = Verdict.of(452, "4.3.1", "no room");
        assertEquals(75, run("x", "ann"));
        office.begin = FakePostOffice.OK;
        office.commit = Verdict.of(552, "5.3.4", "too large");
        assertEquals(65, run("x", "ann"));
        office.commit = Verdict.of(451, "4.3.0", "disk");
        assertEquals(75, run("x", "ann"));
        assertEquals("sendmail: a b... bad sender\nsendmail: no room\nsendmail: too large\nsendmail: disk\n", error.toString());
    }

    @Test
    void aHeaderWithoutRecipientsIsNoErrorAsWithSendmail() throws IOException {
        office.inHeader = 0;
        office.commit = Verdict.of(554, "5.5.1", "no recipients");
        assertEquals(0, run("Subject: x\n", "-t"));
        assertEquals("No recipient addresses found in header\n", error.toString());
    }

    @Test
    void aSubmitterWhoGoesAwayLeavesNothing() {
        byte[] half = Frames.of().data("Subject: half").bytes();
        InputStream cut = new FrameInput(new FrameReader(new ByteArrayInputStream(half)), () -> { });
        assertThrows(EOFException.class, () -> run(cut, "ann"));
        assertTrue(office.messages.isEmpty());
    }

    @Test
    void badUsageIs64() throws IOException {
        assertEquals(64, run("x"));
        assertEquals(64, run("x", "-bs"));
        assertEquals("sendmail: Recipient names must be specified\n"
                + "sendmail: -bs: SMTP is spoken on the socket run/smtp, not on this one\n", error.toString());
    }

    @Test
    void withoutAPostOfficeItIsATemporaryFailure() throws IOException {
        command.unbindOffice(office);
        assertEquals(75, run("x", "ann"));
        assertEquals(75, run("x", "-bv", "ann"));
        assertEquals(75, run("", "-bp"));
    }

    @Test
    void verifyingHasNoEffect() throws IOException {
        office.verdicts.put("nobody", UNKNOWN);
        assertEquals(67, run("", "-bv", "ann", "nobody"));
        assertEquals("nobody... User unknown\nann... deliverable: mailer local, user ann\n", output.toString());
        assertTrue(office.messages.isEmpty());
    }

    private static RebuildableTable table(String summary) {
        return new RebuildableTable() {
            @Override
            public String rebuild(java.util.function.Consumer<String> messages) throws TableException {
                if (summary.startsWith("/etc/bad")) {
                    throw new TableException(summary);
                }
                return summary;
            }

            @Override
            public Lookup lookup(String key, List<String> arguments) {
                return Lookup.NOT_FOUND;
            }
        };
    }

    @Test
    void rebuildingAliasesIsForTheRoutersUser() throws IOException {
        Files.createFile(instance.resolve("control"));
        command.bindTable(table("/etc/aliases: 5 aliases, longest 12 bytes, 60 bytes total"));
        user = "a-user-who-does-not-own-the-socket";
        assertEquals(77, run("", "-bi"));
        user = Files.getOwner(instance.resolve("control")).getName();
        assertEquals(0, run("", "-bi"));
        assertEquals("/etc/aliases: 5 aliases, longest 12 bytes, 60 bytes total\n", output.toString());
    }

    @Test
    void oneBadTableDoesNotKeepTheOthersBack() throws IOException {
        user = "root";
        assertEquals(69, run("", "-bi"));
        error.reset();
        command.bindTable(table("/etc/bad:3: no colon"));
        command.bindTable(table("good"));
        assertEquals(65, run("", "-bi"));
        assertEquals("good\n", output.toString());
        assertEquals("/etc/bad:3: no colon\n", error.toString());
    }
}
