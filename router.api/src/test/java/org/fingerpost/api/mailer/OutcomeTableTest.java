package org.fingerpost.api.mailer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.fingerpost.api.mail.EnhancedStatus;
import org.fingerpost.api.mailer.OutcomeTable.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of {@code docs/outcomes.md}, row by row. */
class OutcomeTableTest {

    private static final Optional<Diagnostic> SAID = Optional.of(new Diagnostic("x-unix", "/bin/false", "exit status"));

    @ParameterizedTest
    @CsvSource({
            "0, Delivered, 2.0.0, Sent",
            "1, Failed, 5.3.0, unknown mailer error 1",
            "2, Failed, 5.3.0, unknown mailer error 2",
            "63, Failed, 5.3.0, unknown mailer error 63",
            "64, Failed, 5.5.4, Bad usage",
            "65, Failed, 5.6.0, Data format error",
            "66, Failed, 5.3.0, Cannot open input",
            "67, Failed, 5.1.1, User unknown",
            "68, Failed, 5.1.2, Host unknown",
            "69, Failed, 5.0.0, Service unavailable",
            "70, Failed, 5.3.0, Internal error",
            "71, Deferred, 4.3.0, Operating system error",
            "72, Failed, 5.3.5, System file missing",
            "73, Failed, 5.2.0, Can't create output",
            "74, Deferred, 4.3.0, I/O error",
            "75, Deferred, 4.3.0, Temporary failure",
            "76, Failed, 5.5.0, Remote protocol error",
            "77, Failed, 5.7.0, Insufficient permission",
            "78, Failed, 5.3.5, Local configuration error",
            "79, Failed, 5.3.0, unknown mailer error 79",
            "126, Failed, 5.3.0, unknown mailer error 126",
            "127, Failed, 5.3.0, unknown mailer error 127",
            "128, Failed, 5.3.0, unknown mailer error 128",
            "137, Deferred, 4.3.0, program was ended by signal 9",
            "143, Deferred, 4.3.0, program was ended by signal 15",
            "192, Deferred, 4.3.0, program was ended by signal 64",
            "193, Failed, 5.3.0, unknown mailer error 193",
            "255, Failed, 5.3.0, unknown mailer error 255"})
    void endsOfPrograms(int value, String kind, String status, String text) {
        Outcome outcome = OutcomeTable.ofExitStatus(value, SAID);

        assertEquals(kind + " " + status + " " + text,
                outcome.getClass().getSimpleName() + " " + outcome.status() + " " + outcome.text());
        assertEquals(value == 0 ? Optional.empty() : SAID, outcome.diagnostic());
    }

    @ParameterizedTest
    @CsvSource({
            "CONNECT, 421, , 4.3.2", "CONNECT, 554, , 5.3.2", "CONNECT, 521, , 5.3.2",
            "CONNECT, 450, , 4.3.2", "CONNECT, 550, , 5.3.2", "CONNECT, 550, 5.7.1, 5.7.1",
            "MAIL, 451, , 4.3.0", "MAIL, 452, , 4.3.1", "MAIL, 501, , 5.1.7", "MAIL, 550, , 5.7.1", "MAIL, 553, , 5.1.7",
            "MAIL, 552, , 5.3.4", "MAIL, 555, , 5.5.4", "MAIL, 530, , 5.7.0",
            "RCPT, 450, , 4.2.1", "RCPT, 452, , 4.5.3", "RCPT, 501, , 5.1.3", "RCPT, 550, , 5.1.1", "RCPT, 551, , 5.1.6",
            "RCPT, 552, , 4.5.3", "RCPT, 552, 5.2.2, 5.2.2", "RCPT, 553, , 5.1.3", "RCPT, 556, , 5.1.10",
            "RCPT, 550, 5.7.1, 5.7.1", "RCPT, 550, 4.7.1, 5.1.1", "RCPT, 450, 5.1.1, 4.2.1",
            "OTHER, 454, , 4.7.0", "OTHER, 500, , 5.5.2", "OTHER, 502, , 5.5.1", "OTHER, 503, , 5.5.1", "OTHER, 504, , 5.5.4",
            "OTHER, 552, , 5.3.4", "OTHER, 554, , 5.0.0", "OTHER, 599, , 5.0.0", "OTHER, 499, , 4.0.0",
            "OTHER, 250, , 4.5.0", "OTHER, 354, , 4.5.0", "OTHER, 250, 2.0.0, 4.5.0"})
    void repliesThatRefuse(Command command, int code, String said, String status) {
        assertEquals(status,
                OutcomeTable.ofRefusal(command, code, Optional.ofNullable(said).map(EnhancedStatus::of)).toString());
    }

    @Test
    void noReplyIsEverTakenForADelivery() {
        IntStream.range(200, 600).forEach(code -> Stream.of(Command.values()).forEach(command ->
                assertTrue(!OutcomeTable.ofRefusal(command, code, Optional.empty()).isSuccess(), command + " " + code)));
    }

    static Stream<Throwable> troubles() {
        return Stream.of(new IOException("No space left on device"), new IllegalStateException(), new OutOfMemoryError(),
                new LinkageError("a\nclass\u0000 \u20ac"), new RejectedExecutionException(), new InterruptedException(),
                new CompletionException(new IOException("inside")));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void whatBreaksOnOurSideIsTemporary(Throwable trouble) {
        assertInstanceOf(Outcome.Deferred.class, OutcomeTable.ofTrouble("mailer \"x\"", trouble));
    }

    @Test
    void troubleIsToldInOneLine() {
        assertEquals("it failed: java.lang.LinkageError: a class? ?",
                OutcomeTable.ofTrouble("it", new LinkageError("a\nclass\u0000 \u20ac")).text());
        assertEquals("it failed: java.io.IOException: inside",
                OutcomeTable.ofTrouble("it", new CompletionException(new IOException("inside"))).text());
    }
}
