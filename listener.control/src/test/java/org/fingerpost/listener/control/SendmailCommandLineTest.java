package org.fingerpost.listener.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.fingerpost.api.queue.Glob;
import org.fingerpost.api.queue.Selector;
import org.fingerpost.api.queue.Selector.Criterion;
import org.fingerpost.api.queue.Selector.Property;
import org.fingerpost.listener.control.SendmailArguments.ErrorMode;
import org.fingerpost.listener.control.SendmailArguments.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendmailCommandLineTest {

    private static SendmailArguments parse(String... words) throws UsageException {
        return SendmailCommandLine.parse(List.of(words));
    }

    private static SendmailArguments parseLine(String line) throws UsageException {
        return SendmailCommandLine.parse(List.of(line.split(" ")));
    }

    @Test
    void plainSubmission() throws UsageException {
        assertEquals(new SendmailArguments(Mode.SUBMIT, Optional.empty(), Optional.empty(), true, false, true, ErrorMode.PRINT,
                false, QueueRequest.ALL, Map.of(), Map.of(),
                List.of("joe", "ann@x.example")), parse("joe", "ann@x.example"));
    }

    @Test
    void namesAreTakenAsTheyAre() throws UsageException {
        assertEquals(false, parse("-n", "joe").aliased());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-oee joe", "-ee joe", "-e e joe"})
    void errorModeInEveryForm(String line) throws UsageException {
        assertEquals(ErrorMode.MAIL, parseLine(line).errors());
        assertEquals(List.of("joe"), parseLine(line).recipients());
    }

    @Test
    void runsOfTheQueue() throws UsageException {
        assertEquals(Mode.RUN_QUEUE, parse("-q").mode());
        assertEquals(QueueRequest.ALL, parse("-q", "-v").queue());
        assertEquals(Selector.ALL.and(Property.ID, new Glob("*1M8*")).and(Property.RECIPIENT, new Glob("*@x*"))
                .and(new Criterion(Property.SENDER, new Glob("*joe*"), true)), parseLine("-qI1M8 -qR@x -q!Sjoe").queue().which());
        assertEquals(new QueueRequest(Selector.ALL.withHeld(true), Optional.of("")), parseLine("-qQ -Q").queue());
        assertEquals(new QueueRequest(Selector.ALL.withHeld(true).and(Property.HOLD_REASON, new Glob("*spam*")),
                Optional.empty()), parseLine("-qQspam").queue());
        assertEquals(new QueueRequest(Selector.ALL.and(Property.SENDER, new Glob("*spam*")), Optional.of("looks odd")),
                parse("-Qlooks odd", "-qSspam").queue());
        assertEquals(Mode.PRINT_QUEUE, parseLine("-bp -qRx").mode());
        assertEquals(Mode.PRINT_QUEUE, parseLine("-qRx -bp").mode());
    }

    @Test
    void fullName() throws UsageException {
        assertEquals(Optional.of("Joe Doe"), parse("-F", "Joe Doe", "joe").fullName());
        assertThrows(UsageException.class, () -> parse("-FJoe\nBcc: x", "joe"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-f me joe", "-fme joe", "-r me joe", "-rme joe", "-f <me> joe", "-oi -fme -- joe", "-tifme joe"})
    void senderInEveryForm(String line) throws UsageException {
        SendmailArguments arguments = parseLine(line);
        assertEquals(Optional.of("me"), arguments.sender());
        assertEquals(List.of("joe"), arguments.recipients());
    }

    @Test
    void theNullSender() throws UsageException {
        assertEquals(Optional.of(""), parse("-f", "<>", "joe").sender());
        assertEquals(Optional.of(""), parse("-f", "", "joe").sender());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-i joe", "-oi joe", "-o i joe", "-O IgnoreDots=True joe", "-it joe", "-ti joe"})
    void dotsAreIgnored(String line) throws UsageException {
        assertFalse(parseLine(line).dotEnds());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-v", "-F Joe", "-FJoe", "-bm", "-b m", "-odb", "-odi", "-odq", "-oem", "-oee", "-om", "-m",
            "-oo", "-G",
            "-U", "-Ac", "-Am", "-L tag", "-p UUCP:host", "-O DeliveryMode=b", "-O ErrorMode=m"})
    void whatChangesNothingIsAccepted(String options) throws UsageException {
        SendmailArguments arguments = parseLine(options + " joe");
        assertEquals(Mode.SUBMIT, arguments.mode());
        assertEquals(List.of("joe"), arguments.recipients());
        assertTrue(arguments.dotEnds());
    }

    @Test
    void parametersOfTheEnvelope() throws UsageException {
        SendmailArguments arguments = parseLine("-B 8bitmime -R hdrs -V id+2B1 -N success,delay joe");
        assertEquals(Map.of("BODY", "8BITMIME", "RET", "HDRS", "ENVID", "id+2B1"), arguments.senderParameters());
        assertEquals(Map.of("NOTIFY", "SUCCESS,DELAY"), arguments.recipientParameters());
    }

    @ParameterizedTest
    @CsvSource({"-oep,PRINT", "-oem,STATUS", "-oew,STATUS", "-oeq,STATUS", "-oee,MAIL"})
    void errorModes(String option, ErrorMode mode) throws UsageException {
        assertEquals(mode, parseLine(option + " joe").errors());
    }

    @ParameterizedTest
    @CsvSource({"-bp,PRINT_QUEUE", "-bi,REBUILD_ALIASES", "-bv joe,VERIFY"})
    void modes(String line, Mode mode) throws UsageException {
        assertEquals(mode, parseLine(line).mode());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-t -f                | option -f requires an argument",
        "-i                   | Recipient names must be specified",
        "-bv                  | Recipient names must be specified",
        "-Z joe               | unknown option -Z",
        "-C /etc/my.cf joe    | option -C is not supported in this version",
        "-C/etc/my.cf joe     | option -C is not supported in this version",
        "-q30m                | -q30m: -qI, -qR, -qS or -qQ, with ! perhaps, and a part of the text is expected; the router works on its queue by itself",
        "-qR                  | -qR: a part of the text is expected",
        "-X /tmp/log joe      | option -X is not supported in this version",
        "-d0.1 joe            | option -d is not supported in this version",
        "-oQ/tmp joe          | option -oQ/tmp is not supported in this version",
        "-O QueueDirectory=/t | option -O QueueDirectory=/t is not supported in this version",
        "-oex joe             | option -oex: one of p, m, w, q and e is expected",
        "-bs                  | -bs: SMTP is spoken on the socket run/smtp, not on this one",
        "-bd                  | -bd: the router is started by \"fingerpost start\"",
        "--help               | unknown option --help",
        "-bt                  | -bt is a word of its own: \"sendmail -bt -d21.12\"",
        "-bz                  | -bz is not supported in this version",
        "-fa -fb joe          | more than one sender: -f b",
        "-B binary joe        | option -B binary: one of 7BIT and 8BITMIME is expected",
        "-N sometimes joe     | option -N sometimes: never, or some of success,failure,delay is expected",
        "-V a=b joe           | option -V a=b: xtext of at most 100 characters is expected",
        "joe -t               | -t: options come before the recipients (and -- before one that begins with a dash)",
    })
    void whatMakesNoSenseIsRefusedByName(String line, String message) {
        assertEquals(message, assertThrows(UsageException.class, () -> parseLine(line)).getMessage());
    }

    @Test
    void afterTwoDashesEverythingIsARecipient() throws UsageException {
        assertEquals(List.of("-oQ/tmp", "joe"), parse("-i", "--", "-oQ/tmp", "joe").recipients());
    }

    @Test
    void anAddressIsOneLine() {
        assertThrows(UsageException.class, () -> parse("joe\nRCPT TO:<ann>"));
        assertThrows(UsageException.class, () -> parse("-f", "me\r", "joe"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a,b@x , c                     | a;b@x;c",
        "Joe Doe <joe@x>, <ann@x>      | joe@x;ann@x",
        "\"a,b\"@x,c                   | \"a,b\"@x;c",
        "joe@x (Joe, the one), b       | joe@x;b",
        "<@relay,@other:joe@x>         | @relay,@other:joe@x",
        "a\\,b@x                       | a\\,b@x",
        "(a (nested) comment\\) b) joe | joe",
        ", ,                           |",
    })
    void oneArgumentMayHoldSeveralRecipients(String argument, String expected) {
        assertEquals(expected == null ? "" : expected, String.join(";", AddressList.split(argument)));
    }
}
