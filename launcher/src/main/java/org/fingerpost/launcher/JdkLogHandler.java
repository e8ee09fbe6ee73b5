package org.fingerpost.launcher;

import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;

/** Writes to the instance's log what goes through {@code java.util.logging}, as SPI-Fly and the JDK do. */
final class JdkLogHandler extends Handler {

    private final RouterLog log;

    private JdkLogHandler(RouterLog log) {
        this.log = log;
        setFormatter(new SimpleFormatter());
    }

    /** Takes the place of all other handlers: by default the JDK prints on standard error. */
    static void install(RouterLog log) {
        LogManager.getLogManager().reset();
        LogManager.getLogManager().getLogger("").addHandler(new JdkLogHandler(log));
    }

    @Override
    public void publish(LogRecord entry) {
        if (isLoggable(entry)) {
            log.log(level(entry.getLevel()), String.valueOf(entry.getLoggerName()), getFormatter().formatMessage(entry),
                    entry.getThrown());
        }
    }

    private static RouterLog.Level level(java.util.logging.Level level) {
        if (level.intValue() >= java.util.logging.Level.SEVERE.intValue()) {
            return RouterLog.Level.ERROR;
        }
        if (level.intValue() >= java.util.logging.Level.WARNING.intValue()) {
            return RouterLog.Level.WARN;
        }
        return level.intValue() >= java.util.logging.Level.INFO.intValue() ? RouterLog.Level.INFO : RouterLog.Level.DEBUG;
    }

    @Override
    public void flush() {
        // the log flushes each line
    }

    @Override
    public void close() {
        // the log belongs to the launcher
    }
}
