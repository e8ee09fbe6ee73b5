package org.fingerpost.tls.pem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** By what files are known to have changed: time, size and inode of each, or that it is not there. Immutable. */
record FileStamps(List<Object> stamps) {

    static FileStamps of(List<Path> files) {
        List<Object> stamps = new ArrayList<>();
        for (Path file : files) {
            try {
                BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
                stamps.add(List.of(a.lastModifiedTime(), a.size(), String.valueOf(a.fileKey())));
            } catch (IOException e) {
                stamps.add("absent");
            }
        }
        return new FileStamps(stamps);
    }
}
