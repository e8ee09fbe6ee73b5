package org.fingerpost.testmode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The package {@code sendmail-cf} of the machine, from which m4 generates configurations. What it generates is not ours and is
 * kept nowhere.
 *
 * @param folder {@code /usr/share/sendmail/cf}, or what the property {@code sendmail.cf.dir} says
 */
record CfPackage(Path folder) {

    private static final String INSTALLED = "/usr/share/sendmail/cf";
    private static final int SECONDS = 60;

    /** Empty if the package or m4 is not there. */
    static Optional<CfPackage> find() {
        Path folder = Path.of(System.getProperty("sendmail.cf.dir", INSTALLED));
        return Files.isReadable(folder.resolve("m4/cf.m4")) && hasM4() ? Optional.of(new CfPackage(folder)) : Optional.empty();
    }

    private static boolean hasM4() {
        try {
            Process m4 = new ProcessBuilder("m4", "--version").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return m4.waitFor(SECONDS, TimeUnit.SECONDS) && m4.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A copy in {@code work}, whose files include each other and no others of the machine. */
    CfPackage copyTo(Path work) throws IOException {
        Path copy = work.resolve("sendmail-cf");
        try (var files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                Path target = copy.resolve(folder.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.writeString(target, Files.readString(file, StandardCharsets.ISO_8859_1)
                            .replace(INSTALLED, copy.toString())
                            .replaceAll("include\\(`/etc/mail/m4/[^']*'\\)dnl", "dnl"), StandardCharsets.ISO_8859_1);
                }
            }
        }
        return new CfPackage(copy);
    }

    /** Generates a configuration: {@code debian-…} of Debian, a sample of sendmail, or one in {@code ours}. */
    String generate(String name, Path ours) throws IOException, InterruptedException {
        Path own = ours.resolve(name + ".mc");
        Path source = Files.exists(own) ? own : name.startsWith("debian-")
                ? folder.resolve("debian").resolve(name.substring(7) + ".mc")
                : folder.resolve("cf").resolve(name + ".mc");
        Path generated = folder.resolve("generated.cf");
        List<String> command = name.startsWith("debian-") ? List.of("m4", source.toString()) // includes cf.m4 itself
                : List.of("m4", folder.resolve("m4/cf.m4").toString(), source.toString());
        Process m4 = new ProcessBuilder(command).directory(folder.resolve("cf").toFile()).redirectOutput(generated.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        if (!m4.waitFor(SECONDS, TimeUnit.SECONDS) || m4.exitValue() != 0) {
            m4.destroyForcibly();
            throw new IOException("m4 does not generate anything of " + source);
        }
        return Files.readString(generated, StandardCharsets.ISO_8859_1);
    }
}
