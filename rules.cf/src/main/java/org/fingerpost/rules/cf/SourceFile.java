package org.fingerpost.rules.cf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

import org.fingerpost.api.policy.Location;
import org.fingerpost.api.policy.Problem;

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
    static void lines(Path file, String text, Problems problems, Consumer<LogicalLine> each) {
        String clean = text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n");
        int number = 1;
        for (int start = 0; start < clean.length();) {
            int end = end(clean, start);
            int lines = 1;
            while (end + 1 < clean.length() && (clean.charAt(end + 1) == ' ' || clean.charAt(end + 1) == '\t')) {
                end = end(clean, end + 1);
                lines++;
            }
            if (end - start > MAX_LINE) {
                problems.add(Problem.error(new Location(file, number, 0),
                        "line of " + (end - start) + " characters").expecting("at most " + MAX_LINE));
            } else {
                String line = clean.substring(start, end);
                int nul = line.indexOf(0); // the end of a string in C
                each.accept(LogicalLine.of(file, number, nul < 0 ? line : line.substring(0, nul)));
            }
            start = end + 1;
            number += lines;
        }
    }

    private static int end(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }
}
