package org.fingerpost.itest.assembly;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import aQute.bnd.header.OSGiHeader;
import aQute.bnd.header.Parameters;
import org.fingerpost.itest.process.Distribution;
import org.osgi.framework.Constants;

/** A bundle of the distribution that is the router's own, by its manifest. */
record OurBundle(Path file, Attributes manifest) {

    /** All of them. */
    static List<OurBundle> all() throws IOException {
        try (Stream<Path> files = Files.walk(Distribution.home().resolve("bundle"))) {
            List<OurBundle> bundles = files.filter(f -> f.toString().endsWith(".jar")).map(OurBundle::of)
                    .filter(b -> b.name().startsWith("org.fingerpost.")).toList();
            if (bundles.isEmpty()) {
                throw new IOException("the distribution has no bundles");
            }
            return bundles;
        }
    }

    private static OurBundle of(Path path) {
        try (JarFile jar = new JarFile(new File(path.toString()))) {
            return new OurBundle(path, jar.getManifest().getMainAttributes());
        } catch (IOException e) {
            throw new AssertionError(path + " is no bundle", e);
        }
    }

    String name() {
        return String.valueOf(manifest.getValue(Constants.BUNDLE_SYMBOLICNAME));
    }

    Parameters imports() {
        return packages(Constants.IMPORT_PACKAGE);
    }

    Parameters exports() {
        return packages(Constants.EXPORT_PACKAGE);
    }

    private Parameters packages(String header) {
        String value = manifest.getValue(header);
        return value == null ? new Parameters() : OSGiHeader.parseHeader(value);
    }

    @Override
    public String toString() {
        return name();
    }
}
