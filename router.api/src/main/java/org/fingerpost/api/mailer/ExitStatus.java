package org.fingerpost.api.mailer;

import java.util.Optional;
import java.util.stream.Stream;

import org.fingerpost.api.mail.EnhancedStatus;

/** The exit statuses of {@code sysexits.h}, with what sendmail makes of them. Those of class 4 are temporary. */
public enum ExitStatus {

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

    private final int value;
    private final EnhancedStatus status;
    private final String text;

    ExitStatus(int value, String status, String text) {
        this.value = value;
        this.status = EnhancedStatus.of(status);
        this.text = text;
    }

    /** The one of this number; empty if {@code sysexits.h} has none. */
    public static Optional<ExitStatus> of(int value) {
        return Stream.of(values()).filter(each -> each.value == value).findFirst();
    }

    /** The number with which a program ends. */
    public int value() {
        return value;
    }

    public EnhancedStatus status() {
        return status;
    }

    /** For people. */
    public String text() {
        return text;
    }
}
