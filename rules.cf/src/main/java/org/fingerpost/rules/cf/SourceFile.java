package org.fingerpost.rules.cf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.fingerpost.api.policy.Location;

/** Reads whole files of bounded size as octets, and cuts one into logical lines. */
final class SourceFile {

    static final int MAX_BYTES = 8 * 1024 * 1024;
    /** Characters in one logical line. */
    static final int MAX_LINE = 64 * 1024;

    private SourceFile() {
    }

    /** @throws IOException with a message for people that names the file */
    static String text(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException("cannot read " + file + ": no such file");
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException("cannot read " + file + ": a regular file is expected");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
        }
        if (bytes.length > MAX_BYTES) {
            throw new IOException("cannot read " + file + ": it is larger than " + MAX_BYTES + " bytes");
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** A line that begins with a blank or a tab continues the one before it. */
    static List<LogicalLine> lines(Path file, String text, Problems problems) {
        List<LogicalLine> lines = new ArrayList<>();
        String[] physical = text.split("\r?\n", -1);
        for (int i = 0; i < physical.length;) {
            int first = i;
            StringBuilder line = new StringBuilder(physical[i++]);
            while (i < physical.length && continues(physical[i])) {
                line.append('\n').append(physical[i++]);
            }
            if (line.length() > MAX_LINE) {
                problems.error(new Location(file, first + 1, 0),
                        "line of " + line.length() + " characters; at most " + MAX_LINE + " are expected");
            } else {
                lines.add(LogicalLine.of(file, first + 1, line.toString()));
            }
        }
        return lines;
    }

    private static boolean continues(String physical) {
        return physical.startsWith(" ") || physical.startsWith("\t");
    }
}
