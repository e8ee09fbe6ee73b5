package org.fingerpost.api.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailerDefinitionTest {

    @ParameterizedTest
    @CsvSource({
        "[IPC], TCP $h, smtp",
        "[TCP], TCP $h, smtp",
        "[IPC], FILE /run/lmtp, smtp",
        "[FILE], FILE $u, file",
        "[SMS], sms $h $u, sms",
        "/bin/procmail, procmail -d $u, prog",
        "/bin/sh, sh -c $u, prog",
        "/usr/libexec/mail.local, mail.local -l, smtp",
        "/usr/bin/smtp-gate, smtp-gate $h, smtp"})
    void aProgramWithoutRecipientsInItsArgumentsSpeaksSmtp(String path, String arguments, String service) {
        MailerDefinition mailer = new MailerDefinition("x", path, "",
                Stream.of(arguments.split(" ")).map(MacroText::parse).toList(),
                Map.of());

        assertEquals(service, mailer.service());
    }
}
