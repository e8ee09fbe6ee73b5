package org.fingerpost.core.alias;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the file of an {@code :include:}: one or more items a line, comments after {@code #}. It is read anew for each message.
 */
final class InclusionList {

    static final long MAX_BYTES = 64L << 20;

    private InclusionList() {
    }

    /**
     * @throws IOException if it cannot be read now; the message is fit for a report
     */
    static List<AliasTarget> read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("cannot open :include: " + file + ": "
                    + (Files.exists(file) ? "not a regular file" : "no such file"));
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(":include: " + file + " is larger than " + MAX_BYTES + " bytes");
        }
        List<AliasTarget> targets = new ArrayList<>();
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isBlank() && line.charAt(0) != '#') {
                    targets.addAll(AliasParser.parse(withoutComment(line)));
                }
            }
        } catch (IOException e) {
            throw new IOException("cannot read :include: " + file + ": " + e.getMessage(), e);
        }
        return targets;
    }

    private static String withoutComment(String line) {
        int hash = line.indexOf(" #");
        return hash < 0 ? line : line.substring(0, hash);
    }
}
