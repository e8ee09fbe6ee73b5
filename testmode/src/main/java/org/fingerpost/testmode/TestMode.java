package org.fingerpost.testmode;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

import org.fingerpost.api.policy.Policy;

/** Reads commands and prints what they show, until {@code /quit} or the end of the input. */
final class TestMode {

    private static final String BANNER = """
            ADDRESS TEST MODE (ruleset 3 NOT automatically invoked)
            Enter <ruleset> <address>
            """;
    private static final String PROMPT = "> ";
    private static final String QUIT = "/quit";
    /** Octets of a line; what is longer is cut into several. */
    private static final int MAX_LINE = 2046;

    private final Screen screen;
    private final DebugLevels debug;
    private final Map<Character, Command> byFirst;
    private final Command others;

    /** @param directory that relative names of files in the policy count from */
    TestMode(Policy policy, Path directory, TableTypes types, DebugLevels debug, PrintStream out) {
        this(LoadedPolicy.of(policy, Accounts.ofMachine()), directory, types, debug, out);
    }

    TestMode(LoadedPolicy policy, Path directory, TableTypes types, DebugLevels debug, PrintStream out) {
        screen = new Screen(out);
        this.debug = debug;
        Session session = new Session(policy, directory, types, debug, screen);
        byFirst = Map.of(
                '#', line -> { },
                '?', new HelpCommand(session, directory),
                '.', new DefineCommand(session),
                '=', new ShowCommand(session),
                '-', this::debug,
                '$', new MacroCommand(session),
                '/', new SlashCommand(session));
        others = new RuleSetsCommand(session);
    }

    void run(InputStream input) throws IOException {
        InputStream in = new BufferedInputStream(input);
        screen.print(BANNER);
        screen.print(PROMPT);
        screen.flush();
        for (String line = line(in); line != null && !line.equalsIgnoreCase(QUIT); line = line(in)) {
            if (!line.replace(" ", "").isEmpty()) {
                byFirst.getOrDefault(line.charAt(0), others).run(line);
            }
            screen.print(PROMPT);
            screen.flush();
        }
    }

    /** Null at the end of the input. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        int octet = in.read();
        if (octet < 0) {
            return null;
        }
        while (octet >= 0 && octet != '\n' && line.length() < MAX_LINE) {
            line.append((char) octet);
            octet = in.read();
        }
        if (octet >= 0 && octet != '\n') {
            line.append((char) octet);
        }
        return line.toString();
    }

    private void debug(String line) {
        if (line.length() == 1) {
            screen.line("Usage: -d{debug arguments}");
        } else if (line.charAt(1) == 'd') {
            debug.set(line.substring(2));
        } else {
            screen.line("Unknown \"-\" command " + line);
        }
    }
}
