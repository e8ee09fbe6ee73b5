package org.fingerpost.launcher;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;

/**
 * Writes to the instance's log what bundles tell the OSGi Log Service: Declarative Services and File Install do, and what they
 * say about a component that does not start or a file that they cannot read is for the operator. The service's types belong to a
 * bundle, hence the reflection.
 */
final class LogServiceBridge {

    private static final String READER = "org.osgi.service.log.LogReaderService";
    /** Loggers of the Log Service that repeat every framework event. */
    private static final String EVENTS = "Events.";

    private final BundleContext framework;
    private final RouterLog log;

    LogServiceBridge(BundleContext framework, RouterLog log) {
        this.framework = framework;
        this.log = log;
    }

    /** Listens to the Log Service as soon as it is there. */
    void open() {
        try {
            framework.addServiceListener(event -> {
                if (event.getType() == ServiceEvent.REGISTERED) {
                    listen(event.getServiceReference());
                }
            }, "(objectClass=" + READER + ")");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void listen(ServiceReference<?> reference) {
        try {
            Class<?> listenerType = reference.getBundle().loadClass("org.osgi.service.log.LogListener");
            Object listener = Proxy.newProxyInstance(listenerType.getClassLoader(), new Class<?>[] {listenerType}, this::called);
            Class<?> readerType = reference.getBundle().loadClass(READER);
            readerType.getMethod("addLogListener", listenerType).invoke(framework.getService(reference), listener);
        } catch (ReflectiveOperationException e) {
            log.log(RouterLog.Level.WARN, "launcher", "what bundles tell the OSGi Log Service is not logged", e);
        }
    }

    /** A call of the listener: {@code logged(LogEntry)}, or a method of {@code Object}. */
    private Object called(Object proxy, Method method, Object[] arguments) throws ReflectiveOperationException {
        return switch (method.getName()) {
            case "logged" -> write(arguments[0], method.getParameterTypes()[0]);
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "log of the instance";
        };
    }

    private Object write(Object entry, Class<?> type) throws ReflectiveOperationException {
        String logger = String.valueOf(type.getMethod("getLoggerName").invoke(entry));
        RouterLog.Level level = level(String.valueOf(type.getMethod("getLogLevel").invoke(entry)));
        if (!logger.startsWith(EVENTS)) {
            Throwable cause = (Throwable) type.getMethod("getException").invoke(entry);
            log.log(level, logger, String.valueOf(type.getMethod("getMessage").invoke(entry)), cause);
        }
        return null;
    }

    private static RouterLog.Level level(String name) {
        return switch (name) {
            case "AUDIT", "ERROR" -> RouterLog.Level.ERROR;
            case "WARN" -> RouterLog.Level.WARN;
            case "INFO" -> RouterLog.Level.INFO;
            default -> RouterLog.Level.DEBUG;
        };
    }
}
