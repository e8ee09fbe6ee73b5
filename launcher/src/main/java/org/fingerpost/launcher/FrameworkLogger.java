package org.fingerpost.launcher;

import org.apache.felix.framework.Logger;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** What Felix itself has to say; its own logger would print it on standard output. */
final class FrameworkLogger extends Logger {

    private final RouterLog log;

    FrameworkLogger(RouterLog log) {
        this.log = log;
    }

    @Override
    protected void doLog(Bundle bundle, ServiceReference service, int level, String text, Throwable cause) {
        doLog(level, bundle == null ? text : bundle.getSymbolicName() + ": " + text, cause);
    }

    @Override
    protected void doLog(int level, String text, Throwable cause) {
        log.log(level(level), "felix", text, cause);
    }

    private static RouterLog.Level level(int level) {
        return switch (level) {
            case LOG_ERROR -> RouterLog.Level.ERROR;
            case LOG_WARNING -> RouterLog.Level.WARN;
            case LOG_INFO -> RouterLog.Level.INFO;
            default -> RouterLog.Level.DEBUG;
        };
    }
}
