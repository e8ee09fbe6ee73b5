package org.fingerpost.itest;

import java.io.File;
import java.nio.file.Path;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;

/** Makes a bundle of one package of the test classes, as an author's build would. */
public final class BundleJar {

    private BundleJar() {
    }

    /** @param type any class of the package, whose name becomes the bundle's */
    public static Path of(Class<?> type, String version, Path file) throws Exception {
        File classes = new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Builder builder = new Builder()) {
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                builder.addClasspath(new File(entry));
            }
            builder.setProperty("Bundle-SymbolicName", type.getPackageName());
            builder.setProperty("Bundle-Version", version);
            builder.setProperty("Private-Package", type.getPackageName());
            builder.setProperty("-dsannotations", "*");
            builder.addClasspath(classes);
            try (Jar jar = builder.build()) {
                if (!builder.isOk()) {
                    throw new AssertionError("the bundle of " + type + " cannot be made: " + builder.getErrors());
                }
                jar.write(file.toFile());
            }
        }
        return file;
    }
}
