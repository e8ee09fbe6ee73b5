package org.fingerpost.mailer.prog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

import org.fingerpost.api.mailer.Delivery;
import org.fingerpost.api.mailer.Outcome;

/**
 * Makes argument vectors of the commands that aliases and forward files name, for definitions with {@code P=[PROG]}. A shell gets
 * only what needs one; nothing if only some programs are allowed.
 */
final class ListCommands {

    private static final String OWN = "[prog]";
    private static final String NAME = "prog";
    private static final String SHELL = "/bin/sh";
    private static final String USUAL_PATH = "/usr/bin:/bin";
    private static final String FAILED = "5.3.0";
    private static final String NOT_ALLOWED = "5.7.1";

    private final AllowedPrograms allowed;

    ListCommands(AllowedPrograms allowed) {
        this.allowed = allowed;
    }

    /**
     * @param words     the program and its arguments
     * @param whenFails the exit status to give in place of any other but 0
     */
    record Resolved(List<String> words, OptionalInt whenFails) {
    }

    /** Whether the command is the recipient's, not the definition's; of a shell's own, if not all programs are allowed. */
    boolean areMeant(Delivery delivery) {
        return isOwn(delivery) || !allowed.areAll() && isShellCommand(delivery);
    }

    static boolean isOwn(Delivery delivery) {
        return delivery.mailer().path().toLowerCase(Locale.ROOT).equals(OWN);
    }

    /** {@code Mprog, P=/bin/sh, A=sh -c $u}. */
    static boolean isShellCommand(Delivery delivery) {
        return delivery.mailer().name().equals(NAME) && delivery.mailer().arguments().size() == 3
                && delivery.mailer().arguments().get(1).source().equals("-c")
                && delivery.mailer().arguments().get(2).source().equals("$u");
    }

    /**
     * @param folder      in which the program is to run
     * @param environment its own
     * @throws NotRunnableException if the command is to be refused
     */
    Resolved of(Delivery delivery, Actor actor, Path folder, Map<String, String> environment) throws NotRunnableException {
        List<String> arguments = delivery.arguments();
        CommandLine line = CommandLine.parse(arguments.get(arguments.size() - 1));
        if (!allowed.areAll()) {
            return new Resolved(words(allowed(line), line), line.whenFails());
        }
        if (line.shell().isPresent()) {
            return new Resolved(List.of(SHELL, "-c", Text.toSystem(arguments.get(arguments.size() - 1))), OptionalInt.empty());
        }
        return new Resolved(words(find(line.words().get(0), actor, folder, environment), line), line.whenFails());
    }

    private Path allowed(CommandLine line) throws NotRunnableException {
        if (line.shell().isPresent()) {
            throw new NotRunnableException(Outcome.failed(NOT_ALLOWED,
                    Text.line("\"" + line.shell().get() + "\" in a command needs a shell, and there is none here")));
        }
        return allowed.find(line.words().get(0)).orElseThrow(() -> new NotRunnableException(Outcome.failed(NOT_ALLOWED,
                Text.line("the program " + line.words().get(0) + " is not among those that are allowed here"))));
    }

    private static Path find(String named, Actor actor, Path folder, Map<String, String> environment)
            throws NotRunnableException {
        String name = Text.toSystem(named);
        Stream<Path> places = name.indexOf('/') >= 0 ? Stream.of(folder.resolve(name))
                : Stream.of(environment.getOrDefault("PATH", USUAL_PATH).split(":")).filter(place -> !place.isEmpty())
                        .map(place -> folder.resolve(place).resolve(name));
        List<Path> candidates = places.toList();
        Optional<Path> program = actor.firstRunnable(candidates);
        return program.orElseThrow(() -> new NotRunnableException(Outcome.failed(FAILED,
                Text.line("the program " + named + " is not there, or cannot be run"))));
    }

    private static List<String> words(Path program, CommandLine line) throws NotRunnableException {
        List<String> words = new ArrayList<>(List.of(program.toString()));
        for (String argument : line.words().subList(1, line.words().size())) {
            words.add(Text.toSystem(argument));
        }
        return words;
    }
}
