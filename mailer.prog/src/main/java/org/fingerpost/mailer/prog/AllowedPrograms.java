package org.fingerpost.mailer.prog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What programs aliases and forward files may name at all, as smrsh(8) has it: the last part of a path counts, and it stands
 * for the program of that name in a folder of this list, or for a program of this list. Immutable; any thread.
 *
 * @param places folders and programs; empty if any program may be named
 */
record AllowedPrograms(List<Path> places) {

    /** No program at all: what is meant by a setting that cannot be read. */
    static final AllowedPrograms NONE = new AllowedPrograms(List.of(Path.of("/dev/null")));

    AllowedPrograms {
        places = List.copyOf(places);
    }

    /** @param setting paths, separated by commas */
    static AllowedPrograms parse(String setting, Function<String, Path> paths) {
        return new AllowedPrograms(Arrays.stream(setting.split(",")).map(String::strip).filter(place -> !place.isEmpty())
                .map(paths).toList());
    }

    boolean areAll() {
        return places.isEmpty();
    }

    /** The program that is run for what is named; empty if it is none of these. */
    Optional<Path> find(String named) {
        String name = named.substring(named.lastIndexOf('/') + 1);
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            return Optional.empty();
        }
        return places.stream().map(place -> Files.isDirectory(place) ? place.resolve(name) : place)
                .filter(program -> program.getFileName() != null && program.getFileName().toString().equals(name))
                .filter(Files::isRegularFile).findFirst();
    }
}
