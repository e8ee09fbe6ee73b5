package org.fingerpost.itest.container;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.fingerpost.itest.process.Distribution;
import org.fingerpost.itest.process.NameServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.ExamSystem;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.TestAddress;
import org.ops4j.pax.exam.TestContainer;
import org.ops4j.pax.exam.TestProbeBuilder;
import org.ops4j.pax.exam.spi.PaxExamRuntime;
import org.osgi.framework.BundleContext;

/**
 * Runs the test methods of a class in a Felix of its own, with the bundles of the distribution and a new instance. Pax Exam has
 * no driver for JUnit 5: this one starts its container, puts the test class into it and calls each method there.
 */
final class InContainer implements BeforeAllCallback, AfterAllCallback, InvocationInterceptor, ParameterResolver {

    private final Map<String, TestAddress> addresses = new HashMap<>();
    private TestContainer container;
    private Path base;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        base = Files.createTempDirectory("instance");
        copy(Distribution.home().resolve("etc"), base.resolve("etc"));
        Files.writeString(base.resolve("etc/dns.cfg"), NameServer.NOBODY);
        Files.createDirectories(base.resolve("run"));
        ExamSystem system = PaxExamRuntime.createTestSystem(options());
        TestProbeBuilder probe = system.createProbe();
        for (Method method : context.getRequiredTestClass().getDeclaredMethods()) {
            if (method.isAnnotationPresent(Test.class)) {
                addresses.put(method.getName(), probe.addTest(context.getRequiredTestClass(), method.getName()));
            }
        }
        container = PaxExamRuntime.createContainer(system);
        container.start();
        container.install(probe.build().getStream());
    }

    private Option[] options() throws IOException {
        List<Option> options = new ArrayList<>(List.of(
                CoreOptions.systemProperty("pax.exam.logging").value("none"),
                CoreOptions.systemProperty("logback.configurationFile").value(base.resolve("etc/logback.xml").toString()),
                CoreOptions.systemProperty("fingerpost.base").value(base.toString()),
                CoreOptions.frameworkProperty("fingerpost.base").value(base.toString()),
                CoreOptions.frameworkProperty("fingerpost.listen").value("127.0.0.1:0"),
                CoreOptions.frameworkProperty("felix.fileinstall.dir").value(base.resolve("etc").toString()),
                CoreOptions.frameworkProperty("felix.fileinstall.poll").value("500"),
                CoreOptions.frameworkProperty("felix.fileinstall.noInitialDelay").value("true"),
                CoreOptions.frameworkProperty("felix.fileinstall.enableConfigSave").value("false"),
                CoreOptions.frameworkProperty("gosh.args").value("--nointeractive --noshutdown"),
                CoreOptions.cleanCaches()));
        for (Path jar : distribution()) {
            options.add(CoreOptions.bundle(jar.toUri().toString()).startLevel(startLevel(jar)));
        }
        for (Class<?> api : List.of(Test.class, org.opentest4j.AssertionFailedError.class,
                org.junit.platform.commons.JUnitException.class, org.apiguardian.api.API.class)) {
            options.add(CoreOptions.bundle(new File(api.getProtectionDomain().getCodeSource().getLocation().getPath()).toURI()
                    .toString()));
        }
        return options.toArray(Option[]::new);
    }

    private static List<Path> distribution() throws IOException {
        try (Stream<Path> files = Files.walk(Distribution.home().resolve("bundle"))) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }

    /** As the distribution has it: logging first, then the container's services, then the router. */
    private static int startLevel(Path jar) {
        String name = jar.getFileName().toString();
        return Stream.of("asm", "spifly", "slf4j", "logback").anyMatch(name::contains) ? 1 : name.contains("org.fingerpost")
                ? 4 : 2;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (container != null) {
            container.stop();
        }
        try (Stream<Path> files = Files.walk(base)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    @Override
    public void interceptTestMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> called,
            ExtensionContext context)
            throws Throwable {
        invocation.skip();
        try {
            container.call(addresses.get(called.getExecutable().getName()));
        } catch (RuntimeException e) {
            throw unwrapped(e);
        }
    }

    /** The failure as the test threw it; its class may be another one of the same name, so only its text is taken over. */
    private static Throwable unwrapped(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        AssertionError error = new AssertionError(cause.toString(), e);
        error.setStackTrace(Arrays.stream(cause.getStackTrace()).toArray(StackTraceElement[]::new));
        return error;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == BundleContext.class;
    }

    /** The argument here is for JUnit only; in the container the method gets the real one. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return null;
    }
}
