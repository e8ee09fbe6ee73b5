package org.fingerpost.launcher;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.osgi.framework.Bundle;

/**
 * The log of the instance as seen from outside the framework. It is written by slf4j and logback, which are bundles: until they
 * run lines are kept (as many as {@link #MAX_WAITING}), then they are written by reflection. Any thread.
 */
final class RouterLog {

    /** As slf4j names them. */
    enum Level { DEBUG, INFO, WARN, ERROR }

    private record Line(Level level, String logger, String text, Throwable cause) {
    }

    /** slf4j's {@code LoggerFactory}, and {@code Logger.info(String, Throwable)} and its like. */
    private record Slf4j(Class<?> factory, Class<?> logger) {

        void write(Line line) throws ReflectiveOperationException {
            Object target = factory.getMethod("getLogger", String.class).invoke(null, line.logger);
            String method = line.level.name().toLowerCase(Locale.ROOT);
            logger.getMethod(method, String.class, Throwable.class).invoke(target, line.text, line.cause);
        }
    }

    private static final int MAX_WAITING = 1000;

    private final List<Line> waiting = new ArrayList<>();
    private Slf4j slf4j;

    void info(String text) {
        log(Level.INFO, "launcher", text, null);
    }

    void warn(String text) {
        log(Level.WARN, "launcher", text, null);
    }

    void error(String text) {
        log(Level.ERROR, "launcher", text, null);
    }

    synchronized void log(Level level, String logger, String text, Throwable cause) {
        Line line = new Line(level, logger, text, cause);
        if (slf4j == null) {
            if (waiting.size() < MAX_WAITING) {
                waiting.add(line);
            }
            return;
        }
        try {
            slf4j.write(line);
        } catch (ReflectiveOperationException e) {
            System.err.println("fingerpost: " + text);
        }
    }

    /** From now on lines are written; first those that waited. @param api the bundle of slf4j's API, its provider running */
    synchronized void connect(Bundle api) {
        try {
            slf4j = new Slf4j(api.loadClass("org.slf4j.LoggerFactory"), api.loadClass("org.slf4j.Logger"));
        } catch (ClassNotFoundException e) {
            waiting.add(new Line(Level.WARN, "launcher", "the log cannot be written: no slf4j in " + api, e));
            return;
        }
        waiting.forEach(line -> log(line.level, line.logger, line.text, line.cause));
        waiting.clear();
    }

    /** Prints the warnings and errors that still wait, for a start that does not get as far as its log. */
    synchronized void printWaiting(PrintStream out) {
        waiting.stream().filter(line -> line.level.compareTo(Level.WARN) >= 0)
                .forEach(line -> out.println("fingerpost: " + line.text + (line.cause == null ? "" : ": " + line.cause)));
    }
}
