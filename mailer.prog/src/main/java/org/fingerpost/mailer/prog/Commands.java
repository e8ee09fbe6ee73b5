package org.fingerpost.mailer.prog;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.Outcome;
import org.fingerpost.api.policy.MacroText;
import org.fingerpost.api.unix.FileNames;

/**
 * What to run for a delivery: the program is {@code P=}, its arguments are those of {@code A=} from number 1 on. Argument 0, by
 * which a program is told its own name, cannot be given in Java: it is the path.
 */
final class Commands {

    private static final Path ROOT = Path.of("/");
    /** Goes to a folder as the user, so that no folder is entered that the user cannot enter. */
    private static final List<Path> ENV = List.of(Path.of("/usr/bin/env"), Path.of("/bin/env"));

    private final Path base;
    private final Path directory;
    private final Surroundings surroundings;
    private final ListCommands list;
    private final ProgramSafety safety = new ProgramSafety();

    /**
     * @param base         what relative paths count from
     * @param surroundings of programs
     * @param list         knows the commands of aliases
     * @param directory    where they run unless the definition has a usable {@code D=}
     */
    Commands(Path base, Surroundings surroundings, ListCommands list, Path directory) {
        this.base = base;
        this.directory = directory;
        this.surroundings = surroundings;
        this.list = list;
    }

    Command of(Delivery delivery, Actor actor) throws NotRunnableException {
        Path folder = directory(delivery, actor);
        Map<String, String> environment = surroundings.of(delivery, actor);
        ListCommands.Resolved resolved = list.areMeant(delivery) ? list.of(delivery, actor, folder, environment)
                : new ListCommands.Resolved(ofDefinition(delivery, actor), OptionalInt.empty());
        List<String> words = resolved.words();
        safety.inspect(delivery, Path.of(words.get(0)));
        boolean elsewhere = actor.account().isPresent() && !folder.equals(ROOT);
        return new Command(actor.command(elsewhere ? changing(folder, words) : words),
                actor.account().isPresent() ? ROOT : folder, environment, actor,
                ListCommands.isOwn(delivery) ? words.get(0) : delivery.mailer().path(), resolved.whenFails());
    }

    private List<String> ofDefinition(Delivery delivery, Actor actor) throws NotRunnableException {
        Optional<String> unsafe = ShellSafety.objection(delivery);
        if (unsafe.isPresent()) {
            throw new NotRunnableException(Outcome.failed("5.1.3", "bad address: " + unsafe.get()
                    + " has characters that must not reach a shell"));
        }
        List<String> command = new ArrayList<>();
        command.add(program(delivery, actor).toString());
        for (String argument : delivery.arguments().stream().skip(1).toList()) {
            command.add(Text.toSystem(argument));
        }
        return command;
    }

    private static List<String> changing(Path folder, List<String> command) throws NotRunnableException {
        if (command.get(0).indexOf('=') >= 0) {
            throw new NotRunnableException("the path of the program has an equals sign: " + command.get(0));
        }
        Path env = ENV.stream().filter(Files::isExecutable).findFirst()
                .orElseThrow(() -> new NotRunnableException("env(1), which goes to the folder of a program, is not installed"));
        List<String> changing = new ArrayList<>(List.of(env.toString(), "--chdir=" + folder, "--"));
        changing.addAll(command);
        return changing;
    }

    private Path program(Delivery delivery, Actor actor) throws NotRunnableException {
        String path = delivery.mailer().path();
        if (path.startsWith("[")) {
            throw new NotRunnableException("the definition of mailer " + delivery.mailer().name() + " has no program in P=");
        }
        Path program = path(path).orElseThrow(() -> new NotRunnableException("P=" + path + " is no path"));
        if (!actor.canRun(program)) {
            throw new NotRunnableException(Files.exists(program) ? "the program " + path + " is not executable"
                    : "the program " + path + " is not there");
        }
        return program;
    }

    /** The first usable one of {@code D=}, a list separated by colons (Installation and Operation Guide §5.4). */
    private Path directory(Delivery delivery, Actor actor) throws NotRunnableException {
        String list = delivery.mailer().equate('D').map(MacroText::parse)
                .map(text -> text.expand(name -> macro(delivery, name))).orElse("");
        for (String each : list.split(":")) {
            Optional<Path> candidate = each.isBlank() ? Optional.empty() : path(each.strip());
            if (candidate.isPresent() && actor.canEnter(candidate.get())) {
                return candidate.get();
            }
        }
        return actor.canEnter(directory) ? directory : ROOT;
    }

    private static Optional<MacroText> macro(Delivery delivery, String name) {
        return Optional.of(delivery.macro(name)).filter(value -> !value.isEmpty()).map(MacroText::literal);
    }

    private Optional<Path> path(String octets) {
        try {
            return Optional.of(FileNames.in(base, octets));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
