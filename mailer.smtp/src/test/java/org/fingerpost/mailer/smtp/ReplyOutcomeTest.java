package org.fingerpost.mailer.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.fingerpost.api.mailer.Diagnostic;
import org.fingerpost.api.mailer.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReplyOutcomeTest {

    private static final RemoteServer SERVER = new RemoteServer("mx.test", "192.0.2.1", 25);

    @ParameterizedTest
    @CsvSource({
            "RCPT, 550, no, 5.1.1",
            "RCPT, 550, 5.7.1 no, 5.7.1",
            "RCPT, 550, 4.7.1 no, 5.1.1",
            "RCPT, 550, 2.0.0 no, 5.1.1",
            "RCPT, 550, 5.1.10, 5.1.10",
            "RCPT, 550, 5.1.1no, 5.1.1",
            "RCPT, 550, 5.1234.1 no, 5.1.1",
            "RCPT, 451, no, 4.3.0",
            "RCPT, 501, no, 5.1.3",
            "RCPT, 599, no, 5.0.0",
            "MAIL, 550, no, 5.7.1",
            "MAIL, 452, no, 4.3.1",
            "MAIL, 552, no, 5.3.4",
            "DATA, 503, no, 5.5.1",
            "END_OF_DATA, 550, no, 5.0.0",
            "END_OF_DATA, 552, no, 5.3.4",
            "END_OF_DATA, 250, ok, 4.5.0",
            "GREETING, 554, no, 5.3.2",
            "GREETING, 220, no, 4.5.0"})
    void statusFollowsReplyAndCommand(Stage stage, int code, String text, String status) {
        assertEquals(status, ReplyOutcome.refusal(SERVER, stage, new Reply(code, List.of(text))).status().toString());
    }

    @Test
    void diagnosticIsTheWholeReply() {
        Outcome outcome = ReplyOutcome.refusal(SERVER, Stage.RCPT, new Reply(550, List.of("5.1.1 no", "such user")));
        assertEquals(new Diagnostic("smtp", "mx.test", "550-5.1.1 no\n550 such user"), outcome.diagnostic().orElseThrow());
        assertEquals("mx.test[192.0.2.1] said in reply to RCPT TO: 550 5.1.1 no such user", outcome.text());
    }
}
