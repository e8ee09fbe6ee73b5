package org.fingerpost.mailer.prog;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.policy.MacroText;

/**
 * What to run for a delivery: the program is {@code P=}, its arguments are those of {@code A=} from number 1 on. Argument 0, by
 * which a program is told its own name, cannot be given in Java: it is the path.
 */
final class Commands {

    private final Path base;
    private final Path directory;
    private final String searchPath;

    /**
     * @param base       what relative paths count from
     * @param searchPath {@code PATH} of programs, unless the policy sets it; empty for none
     * @param directory  where they run unless the definition has a usable {@code D=}
     */
    Commands(Path base, String searchPath, Path directory) {
        this.base = base;
        this.directory = directory;
        this.searchPath = searchPath;
    }

    Command of(Delivery delivery) throws NotRunnableException {
        List<String> command = new ArrayList<>();
        command.add(program(delivery).toString());
        for (String argument : delivery.arguments().stream().skip(1).toList()) {
            command.add(Text.toSystem(argument));
        }
        return new Command(command, directory(delivery), environment(delivery));
    }

    private Map<String, String> environment(Delivery delivery) throws NotRunnableException {
        Map<String, String> environment = new TreeMap<>();
        if (!searchPath.isEmpty()) {
            environment.put("PATH", searchPath);
        }
        for (Map.Entry<String, String> variable : delivery.environment().entrySet()) {
            environment.put(Text.toSystem(variable.getKey()), Text.toSystem(variable.getValue()));
        }
        return environment;
    }

    private Path program(Delivery delivery) throws NotRunnableException {
        String path = delivery.mailer().path();
        if (path.startsWith("[")) {
            throw new NotRunnableException("the definition of mailer " + delivery.mailer().name() + " has no program in P=");
        }
        Path program = path(path).orElseThrow(() -> new NotRunnableException("P=" + path + " is no path"));
        if (!Files.isRegularFile(program)) {
            throw new NotRunnableException("the program " + path + " is not there");
        }
        if (!Files.isExecutable(program)) {
            throw new NotRunnableException("the program " + path + " is not executable");
        }
        return program;
    }

    /** The first usable one of {@code D=}, a list separated by colons (Installation and Operation Guide §5.4). */
    private Path directory(Delivery delivery) throws NotRunnableException {
        String list = delivery.mailer().equate('D').map(MacroText::parse)
                .map(text -> text.expand(name -> macro(delivery, name))).orElse("");
        for (String each : list.split(":")) {
            Optional<Path> candidate = each.isBlank() ? Optional.empty() : path(each.strip());
            if (candidate.filter(Commands::isUsable).isPresent()) {
                return candidate.get();
            }
        }
        return directory;
    }

    private static Optional<MacroText> macro(Delivery delivery, String name) {
        return Optional.of(delivery.macro(name)).filter(value -> !value.isEmpty()).map(MacroText::literal);
    }

    private static boolean isUsable(Path folder) {
        return Files.isDirectory(folder) && Files.isExecutable(folder);
    }

    private Optional<Path> path(String octets) throws NotRunnableException {
        try {
            return Optional.of(base.resolve(Text.toSystem(octets)));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
