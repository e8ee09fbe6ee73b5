package org.fingerpost.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file {@code etc/PID.cfg} as far as checking it needs: its keys and where they stand. The syntax is that of Java properties;
 * File Install reads the values.
 *
 * @param pid  the component settings it is for; {@code smtp} for {@code smtp~inside.cfg} and {@code smtp-inside.cfg} too
 * @param keys in order
 */
record SettingsFile(Path file, String pid, List<Key> keys) {

    /** One key. @param line from 1 */
    record Key(String name, int line) {
    }

    static final String ENDING = ".cfg";

    static SettingsFile read(Path file) throws IOException {
        return new SettingsFile(file, pid(file), keys(Files.readAllLines(file, StandardCharsets.ISO_8859_1)));
    }

    /**
     * File Install takes what follows the first {@code ~}, or else the first {@code -}, as the name of one of several of a kind.
     */
    private static String pid(Path file) {
        String name = file.getFileName().toString();
        String pid = name.substring(0, name.length() - ENDING.length());
        int several = pid.indexOf(pid.contains("~") ? '~' : '-');
        return several > 0 ? pid.substring(0, several) : pid;
    }

    private static List<Key> keys(List<String> lines) {
        List<Key> keys = new ArrayList<>();
        boolean continued = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).stripLeading();
            boolean comment = !continued && (line.isEmpty() || line.startsWith("#") || line.startsWith("!"));
            if (!comment && !continued) {
                keys.add(new Key(key(line), i + 1));
            }
            continued = !comment && endsWithOddBackslashes(line);
        }
        return keys;
    }

    private static String key(String line) {
        return line.split("[=:\\s]", 2)[0];
    }

    private static boolean endsWithOddBackslashes(String line) {
        int end = line.length();
        while (end > 0 && line.charAt(end - 1) == '\\') {
            end--;
        }
        return (line.length() - end) % 2 == 1;
    }
}
