package org.fingerpost.core.forward;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.policy.Policy;
import org.fingerpost.api.rewrite.Route;
import org.fingerpost.api.unix.Account;
import org.fingerpost.api.unix.FileNames;
import org.fingerpost.core.policy.Generation;
import org.fingerpost.core.policy.MacroScope;

/**
 * Where the forward files of a recipient may be: the option {@code ForwardPath}, paths with colons between them, in which
 * {@code $u} is the user, {@code $z} the home directory and {@code $h} the detail of {@code user+detail}. What an address says
 * never leads to another folder: a path with such a detail is left out.
 */
final class ForwardPath {

    /** As sendmail has it. */
    private static final String DEFAULT = "$z/.forward";

    private final Policy policy;
    private final Path directory;
    private final List<MacroText> elements = new ArrayList<>();

    ForwardPath(Generation generation) {
        this.policy = generation.policy();
        this.directory = generation.directory();
        for (String element : policy.option("ForwardPath").orElse(DEFAULT).split(":")) {
            if (!element.isBlank()) {
                elements.add(MacroText.parse(element.strip()));
            }
        }
    }

    /** In the order in which they are looked for. */
    List<Path> of(Route route, Account account) {
        String detail = route.host().startsWith("+") ? route.host().substring(1) : route.host();
        MacroScope scope = new MacroScope(policy).define("u", account.name()).define("z", account.home()).define("h", detail);
        List<Path> paths = new ArrayList<>();
        for (MacroText element : elements) {
            if (!element.mentions("h") || isName(detail)) {
                add(element.expand(scope), paths);
            }
        }
        return paths;
    }

    /** Whether it cannot lead out of a folder. */
    private static boolean isName(String detail) {
        return detail.indexOf('/') < 0 && detail.indexOf('\0') < 0;
    }

    private void add(String octets, List<Path> paths) {
        try {
            Path path = FileNames.in(directory, octets);
            if (!paths.contains(path)) {
                paths.add(path);
            }
        } catch (InvalidPathException e) {
            return; // there is no such file
        }
    }
}
