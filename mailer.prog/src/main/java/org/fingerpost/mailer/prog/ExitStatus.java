package org.fingerpost.mailer.prog;

import java.time.Duration;
import java.util.Optional;

import org.fingerpost.api.mail.EnhancedStatus;
import org.fingerpost.api.mailer.Diagnostic;
import org.fingerpost.api.mailer.Outcome;

/** What a program's exit status means: {@code sysexits.h}, with sendmail's texts. */
enum ExitStatus {

    OK(0, "2.0.0", "Sent"),
    USAGE(64, "5.5.4", "Bad usage"),
    DATAERR(65, "5.6.0", "Data format error"),
    NOINPUT(66, "5.3.0", "Cannot open input"),
    NOUSER(67, "5.1.1", "User unknown"),
    NOHOST(68, "5.1.2", "Host unknown"),
    UNAVAILABLE(69, "5.0.0", "Service unavailable"),
    SOFTWARE(70, "5.3.0", "Internal error"),
    OSERR(71, "4.3.0", "Operating system error"),
    OSFILE(72, "5.3.5", "System file missing"),
    CANTCREAT(73, "5.2.0", "Can't create output"),
    IOERR(74, "4.3.0", "I/O error"),
    TEMPFAIL(75, "4.3.0", "Temporary failure"),
    PROTOCOL(76, "5.5.0", "Remote protocol error"),
    NOPERM(77, "5.7.0", "Insufficient permission"),
    CONFIG(78, "5.3.5", "Local configuration error");

    /** The JVM, and a shell, add the number of the signal that ended a program to this. */
    private static final int SIGNALLED = 128;
    private static final int LAST_SIGNAL = 64;

    private final int value;
    private final EnhancedStatus status;
    private final String text;

    ExitStatus(int value, String status, String text) {
        this.value = value;
        this.status = EnhancedStatus.of(status);
        this.text = text;
    }

    /** @param diagnostic what the program said; not needed when all is well */
    static Outcome outcome(int value, Optional<Diagnostic> diagnostic) {
        for (ExitStatus each : values()) {
            if (each.value == value) {
                return Outcome.of(each.status, each.text, each == OK ? Optional.empty() : diagnostic);
            }
        }
        int signal = value - SIGNALLED;
        return signal > 0 && signal <= LAST_SIGNAL
                ? Outcome.of(EnhancedStatus.of("4.3.0"), "program was ended by signal " + signal, diagnostic)
                : Outcome.of(EnhancedStatus.of("5.3.0"), "unknown mailer error " + value, diagnostic);
    }

    /** Nothing is known of what it has done by then. */
    static Outcome tooSlow(Duration timeout, Optional<Diagnostic> diagnostic) {
        return Outcome.of(EnhancedStatus.of("4.3.0"), "program did not end within " + timeout.toSeconds() + " s", diagnostic);
    }
}
