package org.fingerpost.mailer.file;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.unix.FileNames;

/**
 * Finds out which file a recipient means. The path is the first argument of the definition that mentions {@code $u}, which the
 * argument vector holds once for each recipient; without one it is argument 1 for all of them.
 *
 * <p>{@code A=FILE $u}: the user is the path itself, as an alias named it, and absolute. In any other form, such as
 * {@code A=FILE var/mail/$u}, the user came from an address and is no more than a name: nothing in it leads to another folder.
 */
final class Destinations {

    private final Path base;

    Destinations(Path base) {
        this.base = base;
    }

    Destination of(Delivery delivery, int recipient) throws UndeliverableException {
        List<MacroText> definition = delivery.mailer().arguments();
        int first = pathArgument(definition);
        int argument = first < definition.size() && definition.get(first).mentions("u") ? first + recipient : first;
        if (first >= definition.size() || argument >= delivery.arguments().size()) {
            throw UndeliverableException.deferred("4.3.5",
                    "the definition of mailer " + delivery.mailer().name() + " has no path");
        }
        MacroText template = definition.get(first);
        String path = delivery.arguments().get(argument);
        boolean byPolicy = !template.source().equals("$u") && !template.source().equals("${u}");
        if (byPolicy) {
            checkNames(template, delivery, recipient);
        } else if (!path.startsWith("/")) {
            throw UndeliverableException.failed("5.1.1", "bad file name");
        }
        checkPath(path);
        Path file = toPath(path);
        Optional<Path> environment = byPolicy ? Optional.empty() : environment(delivery);
        return new Destination(environment.map(folder -> within(folder, file)).orElse(file), path, byPolicy);
    }

    /** The folder of the option {@code SafeFileEnvironment}: files that addresses name lie within it. */
    static Optional<Path> environment(Delivery delivery) {
        return delivery.option("SafeFileEnvironment").map(String::strip).filter(folder -> folder.startsWith("/"))
                .map(folder -> FileNames.path(folder).normalize());
    }

    /** As if the folder were the root of all; a path that names it is taken as it is. */
    private static Path within(Path folder, Path file) {
        return file.startsWith(folder) ? file : folder.resolve(file.getRoot().relativize(file));
    }

    private static int pathArgument(List<MacroText> definition) {
        for (int i = 1; i < definition.size(); i++) {
            if (definition.get(i).mentions("u")) {
                return i;
            }
        }
        return 1;
    }

    private static void checkNames(MacroText template, Delivery delivery, int recipient) throws UndeliverableException {
        if (template.mentions("u") && !isName(delivery.recipients().get(recipient).user())) {
            throw UndeliverableException.failed("5.1.1", "bad user name");
        }
        if (template.mentions("h") && !isName(delivery.host())) {
            throw UndeliverableException.failed("5.1.2", "bad host name");
        }
    }

    /** A user called {@code anna.lock} would hold the lock of anna's mailbox. */
    private static boolean isName(String text) {
        return !text.isEmpty() && !text.startsWith(".") && text.indexOf('/') < 0
                && !text.endsWith(DotLocks.SUFFIX) && isPrintable(text);
    }

    private static void checkPath(String path) throws UndeliverableException {
        boolean isRoot = path.startsWith("/") && path.replace("/", "").isEmpty();
        if (isRoot || !isPrintable(path) || Arrays.asList(path.split("/")).contains("..")) {
            throw UndeliverableException.failed("5.1.1", "bad file name");
        }
    }

    private static boolean isPrintable(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c != 0x7f && c <= 0xff);
    }

    /** The name on disk has the very octets of the argument, or there is none. */
    private Path toPath(String octets) throws UndeliverableException {
        try {
            return FileNames.in(base, octets);
        } catch (InvalidPathException e) {
            throw UndeliverableException.failed("5.1.1", "bad file name: " + e.getReason());
        }
    }
}
