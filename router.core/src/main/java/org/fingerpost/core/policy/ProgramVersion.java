package org.fingerpost.core.policy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.CodeSource;

import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** Tells one build of a bundle from another, so that what one has made is not taken for what another would make. */
final class ProgramVersion {

    private ProgramVersion() {
    }

    /** The builds that have these two. */
    static String of(Object plugin, Class<?> own) {
        return of(plugin.getClass()) + " " + of(own);
    }

    private static String of(Class<?> type) {
        Bundle bundle = FrameworkUtil.getBundle(type);
        String name = bundle == null ? type.getName() : bundle.getSymbolicName() + " " + bundle.getVersion();
        return name + " " + file(bundle == null ? location(type) : bundle.getLocation());
    }

    private static String location(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null || source.getLocation() == null ? "" : source.getLocation().toString();
    }

    /** Builds of one version differ in size or time. */
    private static String file(String location) {
        try {
            BasicFileAttributes a = Files.readAttributes(Path.of(URI.create(location)), BasicFileAttributes.class);
            return a.size() + " " + a.lastModifiedTime().toMillis();
        } catch (IOException | IllegalArgumentException | FileSystemNotFoundException e) {
            return location;
        }
    }
}
