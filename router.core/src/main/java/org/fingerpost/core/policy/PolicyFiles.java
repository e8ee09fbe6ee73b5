package org.fingerpost.core.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.fingerpost.api.instance.Instance;

/** Which file is the policy, and whether what was read has changed since. */
final class PolicyFiles {

    private static final List<String> NAMES = List.of("router.yaml", "sendmail.cf");

    private final Instance instance;

    PolicyFiles(Instance instance) {
        this.instance = instance;
    }

    /**
     * The file that is the policy.
     *
     * @throws IOException if there is none, or more than one: the message says so
     */
    Path find() throws IOException {
        if (instance.policy().isPresent()) {
            return instance.policy().get();
        }
        List<Path> present = NAMES.stream().map(instance.etc()::resolve).filter(Files::exists).toList();
        if (present.size() == 1) {
            return present.get(0);
        }
        throw new IOException(present.isEmpty()
                ? "there is no policy: " + instance.etc().resolve("sendmail.cf") + " is expected"
                : "two policies, " + String.join(" and ", NAMES) + ", in " + instance.etc() + ": one of them must go");
    }

    /** The extension, which names the format. */
    static String format(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** What tells one content of these files from another; a file that is absent counts too. */
    static Map<Path, String> stamp(Collection<Path> files) {
        Map<Path, String> stamps = new LinkedHashMap<>();
        files.forEach(file -> stamps.put(file, stamp(file).orElse("absent")));
        return stamps;
    }

    private static Optional<String> stamp(Path file) {
        try {
            BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(a.lastModifiedTime().toInstant() + " " + a.size() + " " + a.fileKey());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
