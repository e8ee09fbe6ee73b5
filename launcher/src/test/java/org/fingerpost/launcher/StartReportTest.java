package org.fingerpost.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;

class StartReportTest {

    private final RouterLog log = new RouterLog();
    private final StartReport report = new StartReport(log);

    @Test
    void readyWhenBothListenersHaveReportedInWhateverOrder() throws Exception {
        report.accept("control", "/srv/run/control");
        assertEquals(List.of("smtp"), report.missing());
        report.accept("smtp", "127.0.0.1:2525, [::1]:2525");
        assertEquals("ready smtp 127.0.0.1:2525, [::1]:2525, control /srv/run/control", report.await(1));
    }

    @Test
    void oneListenerIsNotEnough() {
        report.accept("smtp", "127.0.0.1:2525");
        assertThrows(TimeoutException.class, () -> report.await(0));
        assertEquals(List.of("control"), report.missing());
    }

    @Test
    void aFailureEndsTheStartWithItsReason() {
        report.accept("smtp", "127.0.0.1:2525");
        report.accept("failed", "the spool cannot be written");
        StartRefused refused = assertThrows(StartRefused.class, () -> report.await(1));
        assertEquals(ExitStatus.FAILED, refused.status());
        assertEquals(List.of("the spool cannot be written"), refused.lines());
    }

    @Test
    void aFaultOfTheConfigurationHasAStatusOfItsOwn() {
        report.accept("config", "etc/sendmail.cf:7: no such mailer");
        assertEquals(ExitStatus.CONFIG, assertThrows(StartRefused.class, () -> report.await(1)).status());
    }

    @Test
    void afterTheStartAFailureIsOnlyLogged() throws Exception {
        report.accept("smtp", "127.0.0.1:2525");
        report.accept("control", "/srv/run/control");
        report.accept("failed", "127.0.0.1:2526 is taken");
        assertTrue(report.await(1).startsWith("ready"));
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        log.printWaiting(new PrintStream(printed));
        assertEquals("fingerpost: 127.0.0.1:2526 is taken\n", printed.toString());
    }
}
