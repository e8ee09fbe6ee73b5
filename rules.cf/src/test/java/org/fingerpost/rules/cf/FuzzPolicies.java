package org.fingerpost.rules.cf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;

/** What fuzzing begins with, and the only files that it sees: a file system in memory, so that no policy reads this machine's. */
public final class FuzzPolicies {

    private static final FileSystem FILES = Jimfs.newFileSystem(
            Configuration.unix().toBuilder().setAttributeViews("unix").build());

    public static final Path DIRECTORY = directory();

    private static final int LINES = 15;

    private FuzzPolicies() {
    }

    private static Path directory() {
        try {
            Path directory = Files.createDirectories(FILES.getPath("/etc/mail"));
            Files.writeString(directory.resolve("names"), "a.example\nb.example  extra\n# comment\n\n");
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Stream<byte[]> configurations() throws IOException {
        return Stream.of(resource("classic.cf"), resource("modern.cf"), resource("torture.cf"), resource("torture2.cf"),
                octets("V10/Berkeley\nFwnames\nF{X}-o /etc/mail/names %[^ ]\nFY|prog\nO OperatorChars=.:@\nDnx\nEA=b\nTx\nPjunk=-100\n"),
                octets("Mx, P=[IPC], F=mD, S=1/2, R=3, E=\\r\\n, L=100, A=TCP $h\nH?D?Date: $b\nH?${x}?X: y\nKa hash -o /etc/a\n"),
                octets("Sx=100\nR$* $=w$~x$-	$@ $>x $1 $( a $2 $@ $3 $: $4 $) $&x $#e $@ $1 $: $2\n\tcontinued # comment\n"));
    }

    /** Each of them in pieces of a few lines, which are tried faster. */
    public static Stream<byte[]> pieces() throws IOException {
        return configurations().flatMap(configuration -> {
            List<String> lines = new String(configuration, StandardCharsets.ISO_8859_1).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
            return IntStream.range(0, (lines.size() + LINES - 1) / LINES)
                    .mapToObj(i -> lines.subList(i * LINES, Math.min(lines.size(), (i + 1) * LINES)))
                    .map(piece -> octets("V10/Berkeley\n" + String.join("\n", piece) + "\n"));
        });
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = FuzzPolicies.class.getResourceAsStream("/conformance/cf/" + name)) {
            return in.readAllBytes();
        }
    }

    public static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
