package org.fingerpost.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;

/** The bundles of the installation by start level: {@code bundle/3/x.jar} starts at level 3, within a level by file name. */
final class BundleSet {

    private final SortedMap<Integer, List<Path>> jarsByLevel;

    private BundleSet(SortedMap<Integer, List<Path>> jarsByLevel) {
        this.jarsByLevel = jarsByLevel;
    }

    /** @throws IOException if the folder cannot be read or has something but start levels in it */
    static BundleSet in(Path folder) throws IOException {
        SortedMap<Integer, List<Path>> jars = new TreeMap<>();
        try (Stream<Path> levels = Files.list(folder)) {
            for (Path level : levels.toList()) {
                jars.put(number(level), Installation.files(level, ".jar"));
            }
        }
        if (jars.isEmpty()) {
            throw new IOException(folder + " is empty");
        }
        return new BundleSet(jars);
    }

    private static int number(Path level) throws IOException {
        String name = level.getFileName().toString();
        if (!Files.isDirectory(level) || !name.matches("[1-9]\\d?")) {
            throw new IOException(level + ": only folders named by a start level, 1 to 99, are expected here");
        }
        return Integer.parseInt(name);
    }

    /** The level at which all of them run. */
    int highestLevel() {
        return jarsByLevel.lastKey();
    }

    /** All jars in the order of their start. */
    List<Path> jars() {
        return jarsByLevel.values().stream().flatMap(List::stream).toList();
    }

    /** Installs them, each at its level, marked to start when the framework gets there. */
    List<Bundle> install(BundleContext framework) throws BundleException {
        List<Bundle> bundles = new ArrayList<>();
        for (var level : jarsByLevel.entrySet()) {
            for (Path jar : level.getValue()) {
                bundles.add(install(framework, jar, level.getKey()));
            }
        }
        return bundles;
    }

    private static Bundle install(BundleContext framework, Path jar, int level) throws BundleException {
        Bundle bundle = framework.installBundle(jar.toUri().toString());
        bundle.adapt(BundleStartLevel.class).setStartLevel(level);
        if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null) {
            bundle.start(Bundle.START_ACTIVATION_POLICY);
        }
        return bundle;
    }
}
