package org.fingerpost.itest;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;

/** Makes a bundle of one package of the test classes, as an author's build would. */
public final class BundleJar {

    private BundleJar() {
    }

    /** @param type any class of the package, whose name becomes the bundle's */
    public static Path of(Class<?> type, String version, Path file) throws Exception {
        File classes = new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        return of(classes, type.getPackageName(), version, file);
    }

    /** The bundle of one of the projects in {@code examples/}, compiled from its source as it is shipped. */
    public static Path ofExample(String example, String packageName, Path file) throws Exception {
        Path classes = Files.createTempDirectory("classes");
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d",
                classes.toString()));
        try (Stream<Path> sources = Files.walk(Path.of("../examples", example, "src/main/java"))) {
            sources.filter(source -> source.toString().endsWith(".java")).map(Path::toString).forEach(arguments::add);
        }
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)) != 0) {
            throw new AssertionError("the example " + example + " cannot be compiled");
        }
        return of(classes.toFile(), packageName, "1.0.0", file);
    }

    private static Path of(File classes, String packageName, String version, Path file) throws Exception {
        try (Builder builder = new Builder()) {
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                builder.addClasspath(new File(entry));
            }
            builder.setProperty("Bundle-SymbolicName", packageName);
            builder.setProperty("Bundle-Version", version);
            builder.setProperty("Private-Package", packageName);
            builder.setProperty("-dsannotations", "*");
            builder.addClasspath(classes);
            try (Jar jar = builder.build()) {
                if (!builder.isOk()) {
                    throw new AssertionError("the bundle of " + packageName + " cannot be made: " + builder.getErrors());
                }
                jar.write(file.toFile());
            }
        }
        return file;
    }
}
