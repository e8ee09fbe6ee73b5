package org.fingerpost.mailer.vacation;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The command {@code fingerpost vacation}: looks after the list of those who have been answered. It is the user's own file, so it
 * needs no router and no rights.
 */
public final class VacationCommand {

    private static final String USAGE = """
            usage: fingerpost vacation [-f FILE] status|init|exclude ADDRESS...
              status             who has been answered, and when; who never is
              init               begin anew: whoever writes next is answered (also -i, -I)
              exclude ADDRESS... never answer these; @DOMAIN for all of a domain
            FILE is ~/.vacation.answered if -f does not say otherwise.
            """;
    private static final int OK = 0;
    private static final int USAGE_ERROR = 64;
    private static final int CANNOT_CREATE = 73;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final Path home;
    private final Clock clock;
    private final PrintStream out;
    private final PrintStream err;

    VacationCommand(Path home, Clock clock, PrintStream out, PrintStream err) {
        this.home = home;
        this.clock = clock;
        this.out = out;
        this.err = err;
    }

    /** Ends the JVM with an exit status as in sysexits.h. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.ISO_8859_1);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.ISO_8859_1);
        int status = new VacationCommand(Path.of(System.getProperty("user.home")), Clock.systemDefaultZone(), out, err).run(args);
        out.flush();
        System.exit(status);
    }

    int run(String... args) {
        List<String> words = new ArrayList<>(Arrays.asList(args));
        Path file = home.resolve(Desks.DATABASE);
        if (words.size() >= 2 && words.get(0).equals("-f")) {
            file = home.resolve(words.get(1));
            words.subList(0, 2).clear();
        }
        String verb = words.isEmpty() ? "" : words.remove(0);
        boolean takesAddresses = verb.equals("exclude");
        if (takesAddresses == words.isEmpty()) {
            return usage();
        }
        try {
            return run(verb, words, new AnsweredFile(file, line -> err.print("vacation: " + line + "\n")));
        } catch (IOException e) {
            err.print("vacation: " + file + ": " + e + "\n");
            return CANNOT_CREATE;
        }
    }

    private int run(String verb, List<String> addresses, AnsweredFile file) throws IOException {
        switch (verb) {
            case "init", "-i", "-I" -> file.begin();
            case "status" -> file.read().forEach((address, when) -> out.print(time(when) + "  " + address + "\n"));
            case "exclude" -> {
                AnsweredList list = file.read();
                for (String address : addresses) {
                    list = list.excluding(address);
                }
                file.write(list);
            }
            default -> {
                return usage();
            }
        }
        return OK;
    }

    private String time(Instant when) {
        return when.equals(Instant.MAX) ? "never           " : TIME.format(when.atZone(clock.getZone()));
    }

    private int usage() {
        err.print(USAGE);
        return USAGE_ERROR;
    }
}
